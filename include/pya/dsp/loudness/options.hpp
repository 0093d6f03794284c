// SPDX-License-Identifier: MIT
/// @file
/// The options for measuring loudness and limiting true peaks.
#ifndef PYA_DSP_LOUDNESS_OPTIONS_HPP
#define PYA_DSP_LOUDNESS_OPTIONS_HPP

#include <pya/dsp/loudness/layout.hpp>
#include <pya/units.hpp>

#include <vector>

namespace pya::dsp {

/// The options of a LoudnessMeter.
struct LoudnessOptions {
    std::vector<Speaker> layout = {}; ///< one loudspeaker for each channel; usual_layout() if empty
    Seconds longest = 3600;           ///< signals up to this long are measured exactly, see LoudnessMeter
};

/// How far a Limiter turns peaks down, and how fast.
struct LimiterOptions {
    /// No true peak of the output is above this, -120 to 120 dB re full scale (dBTP).
    Decibels ceiling = Decibels(-1);
    Seconds lookahead = 0.005; ///< the gain begins to fall this long before a peak, 2 samples to 10 s
    Seconds release = 0.1;     ///< and has come back by 63 % this long after it, 0 to 100 s
};

} // namespace pya::dsp

#endif
