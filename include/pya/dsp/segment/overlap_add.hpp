// SPDX-License-Identifier: MIT
/// @file
/// Grains: segments of a signal, windowed and added up again at another stride.
#ifndef PYA_DSP_SEGMENT_OVERLAP_ADD_HPP
#define PYA_DSP_SEGMENT_OVERLAP_ADD_HPP

#include <pya/dsp/block.hpp>
#include <pya/dsp/segment/segment_options.hpp>
#include <pya/export.hpp>

#include <Eigen/Core>

namespace pya::dsp {

/// samples / stride_in * stride_out, with integer division. Throws ArgumentError for options out of range.
PYA_DSP_EXPORT Index overlap_add_samples(Index samples, const OverlapAddOptions& options = {});

/// Grain g is x[g stride_in - nperseg / 2 + i] * win[i], i in [0, nperseg), with options.pad outside the
/// signal; it is added to the output at g stride_out - nperseg / 2 + i as far as that goes. The identity, but
/// for the ends, where the strides are equal and the windows add up to one. Jitter delays both ends of a
/// grain by numpy's `np.random.seed(seed)`, `np.random.randint(jitter)` (first in, then out, for each grain);
/// all channels share it. out is overlap_add_samples() x channels and must not overlap x. Throws
/// ArgumentError for anything out of range.
PYA_DSP_EXPORT void overlap_add(Block<const float> x, const OverlapAddOptions& options, Block<float> out);
PYA_DSP_EXPORT void overlap_add(Block<const double> x, const OverlapAddOptions& options, Block<double> out);

/// The same as an array.
inline Eigen::ArrayXXf overlap_add(const Eigen::Ref<const Eigen::ArrayXXf, 0, Eigen::OuterStride<>>& x,
                                   const OverlapAddOptions& options = {}) {
    Eigen::ArrayXXf out(overlap_add_samples(x.rows(), options), x.cols());
    overlap_add(x, options, out);
    return out;
}
inline Eigen::ArrayXXd overlap_add(const Eigen::Ref<const Eigen::ArrayXXd, 0, Eigen::OuterStride<>>& x,
                                   const OverlapAddOptions& options = {}) {
    Eigen::ArrayXXd out(overlap_add_samples(x.rows(), options), x.cols());
    overlap_add(x, options, out);
    return out;
}

} // namespace pya::dsp

#endif
