// SPDX-License-Identifier: MIT
/// @file
/// Grains: segments of a signal that are windowed and added up again at another stride.
#ifndef PYA_DSP_SEGMENT_OVERLAP_ADD_HPP
#define PYA_DSP_SEGMENT_OVERLAP_ADD_HPP

#include <pya/dsp/block.hpp>
#include <pya/dsp/segment/segment_options.hpp>
#include <pya/export.hpp>

#include <Eigen/Core>

namespace pya::dsp {

/// samples / stride_in * stride_out, with integer division. Throws ArgumentError for options out of range.
PYA_DSP_EXPORT Index overlap_add_samples(Index samples, const OverlapAddOptions& options = {});

/// Cuts a signal into windowed grains and adds them up again. Grain g is x[g stride_in - nperseg / 2 + i] *
/// win[i] for i in [0, nperseg), with options.pad outside of the signal. It is added to the output at g
/// stride_out - nperseg / 2 + i, as far as the output goes. Where the strides are equal and the windows add
/// up to one, the result is the signal, except at its ends. The jitter of a grain has the numbers of
/// `np.random.seed(seed)` and `np.random.randint(jitter)` in numpy, for each grain first that of the input
/// and then that of the output. All channels have the same jitter. out is overlap_add_samples() x channels
/// and must not overlap x. Throws ArgumentError for anything out of range.
PYA_DSP_EXPORT void overlap_add(Block<const float> x, const OverlapAddOptions& options, Block<float> out);
PYA_DSP_EXPORT void overlap_add(Block<const double> x, const OverlapAddOptions& options, Block<double> out);

/// The same as an array.
template <class T = float>
Eigen::ArrayXX<T> overlap_add(const Eigen::Ref<const Eigen::ArrayXXf, 0, Eigen::OuterStride<>>& x,
                              const OverlapAddOptions& options = {}) {
    Eigen::ArrayXX<T> out(overlap_add_samples(x.rows(), options), x.cols());
    overlap_add(x, options, out);
    return out;
}
template <class T = double>
Eigen::ArrayXX<T> overlap_add(const Eigen::Ref<const Eigen::ArrayXXd, 0, Eigen::OuterStride<>>& x,
                              const OverlapAddOptions& options = {}) {
    Eigen::ArrayXX<T> out(overlap_add_samples(x.rows(), options), x.cols());
    overlap_add(x, options, out);
    return out;
}

} // namespace pya::dsp

#endif
