// SPDX-License-Identifier: MIT
/// @file
/// How features change over time, with librosa's numbers.
#ifndef PYA_DSP_FEATURE_DELTA_HPP
#define PYA_DSP_FEATURE_DELTA_HPP

#include <pya/dsp/segment/frames.hpp>
#include <pya/export.hpp>

#include <Eigen/Core>

namespace pya::dsp {

/// What lies beyond the first and last frame: the polynomial of the nearest full width (interp), the end
/// frame (nearest), the frames mirrored around it (mirror), a constant, or the other end (wrap).
enum class DeltaMode { interp, nearest, mirror, constant, wrap };

/// Parameters of delta.
struct DeltaOptions {
    Index width = 9;                    ///< frames that a derivative is taken over, odd, 3 to 2^16 - 1
    int order = 1;                      ///< of the derivative and of the polynomial, 1 to width - 1
    DeltaMode mode = DeltaMode::interp; ///< beyond the ends
    double cval = 0;                    ///< the constant of DeltaMode::constant
};

namespace impl {
PYA_DSP_EXPORT void delta_into(const Eigen::Ref<const FrameArray<double>>& x, const DeltaOptions& options,
                               Eigen::Ref<FrameArray<double>> out);
}

/// The derivative of each column along the rows, by a polynomial fitted over `width` rows (A. Savitzky, M. J.
/// E. Golay 1964). No rows give none. Throws ArgumentError for an option out of its range, and for fewer rows
/// than `width` with DeltaMode::interp.
///
///     dsp::FrameArray<double> slopes = dsp::delta(mfcc.values());
inline FrameArray<double> delta(const Eigen::Ref<const FrameArray<double>>& x,
                                const DeltaOptions& options = {}) {
    FrameArray<double> slopes(x.rows(), x.cols());
    impl::delta_into(x, options, slopes);
    return slopes;
}

} // namespace pya::dsp

#endif
