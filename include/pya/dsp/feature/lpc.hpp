// SPDX-License-Identifier: MIT
/// @file
/// Linear prediction: the filter whose resonances a signal has.
#ifndef PYA_DSP_FEATURE_LPC_HPP
#define PYA_DSP_FEATURE_LPC_HPP

#include <pya/dsp/block.hpp>
#include <pya/export.hpp>

#include <span>
#include <vector>

namespace pya::dsp {

/// The order + 1 coefficients, the first of them 1, of the filter that predicts a sample from the `order`
/// before it best, forward and backward (J. P. Burg 1975, "Maximum entropy spectral analysis"; as
/// librosa.lpc). Silence gives 1, 0, 0, ...; a NaN makes all but the first NaN. Arithmetic is in double.
/// Throws ArgumentError unless 1 <= order < the number of samples.
///
///     std::vector<double> a = dsp::lpc(std::span<const float>(vowel), 12);
PYA_DSP_EXPORT std::vector<double> lpc(std::span<const float> x, Index order);
PYA_DSP_EXPORT std::vector<double> lpc(std::span<const double> x, Index order);

} // namespace pya::dsp

#endif
