// SPDX-License-Identifier: MIT
/// @file
/// What measuring loudness and limiting true peaks can be told.
#ifndef PYA_DSP_LOUDNESS_OPTIONS_HPP
#define PYA_DSP_LOUDNESS_OPTIONS_HPP

#include <pya/dsp/loudness/layout.hpp>
#include <pya/units.hpp>

#include <vector>

namespace pya::dsp {

/// What a LoudnessMeter is told besides rate and channels.
struct LoudnessOptions {
    std::vector<Speaker> layout = {}; ///< one a channel; usual_layout() if empty
    Seconds longest = 3600;           ///< programmes up to this long are measured exactly, see LoudnessMeter
};

/// What a Limiter holds back, and how fast.
struct LimiterOptions {
    Decibels ceiling = Decibels(-1); ///< dB re full scale (dBTP); no true peak of the output is above it
    Seconds lookahead = 0.005;       ///< the gain begins to fall this long before a peak
    Seconds release = 0.1;           ///< and has come back by 63 % this long after it
};

} // namespace pya::dsp

#endif
