// SPDX-License-Identifier: MIT
/// @file
/// What looking for beats can be told.
#ifndef PYA_DSP_RHYTHM_BEAT_OPTIONS_HPP
#define PYA_DSP_RHYTHM_BEAT_OPTIONS_HPP

#include <optional>

namespace pya::dsp {

/// What is known of the beat.
struct BeatOptions {
    double likely = 115;              ///< BPM that is preferred where the music could be counted in two ways
    std::optional<double> tempo = {}; ///< BPM that the beats have, 30 to 300; of other tempi none is tried
};

} // namespace pya::dsp

#endif
