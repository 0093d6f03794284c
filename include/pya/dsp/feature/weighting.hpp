// SPDX-License-Identifier: MIT
/// @file
/// How loud the ear takes a frequency to be: the weightings A, B, C and D.
#ifndef PYA_DSP_FEATURE_WEIGHTING_HPP
#define PYA_DSP_FEATURE_WEIGHTING_HPP

#include <pya/export.hpp>

#include <optional>

namespace pya::dsp {

/// A, B and C of IEC 61672 (B of its predecessor), D of IEC 537, and Z, which weights nothing.
enum class Weighting { A, B, C, D, Z };

/// The weight of a frequency in Hz in dB, at least min_db; without min_db it is -infinity at 0 Hz. Z is 0
/// everywhere.
///
///     double level = 20 * std::log10(amplitude) + dsp::frequency_weighting(1000);
PYA_DSP_EXPORT double frequency_weighting(double hz, Weighting kind = Weighting::A,
                                          std::optional<double> min_db = -80.);

} // namespace pya::dsp

#endif
