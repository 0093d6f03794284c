// SPDX-License-Identifier: MIT
/// @file
/// The beat of music.
#ifndef PYA_DSP_RHYTHM_BEATS_HPP
#define PYA_DSP_RHYTHM_BEATS_HPP

#include <pya/dsp/block.hpp>
#include <pya/dsp/rhythm/beat_options.hpp>
#include <pya/export.hpp>

#include <vector>

namespace pya::dsp {

/// Where a listener would tap.
struct Beats {
    double tempo = 0;               ///< beats a minute, the median; 0 where no beats are
    std::vector<double> times = {}; ///< in seconds, in order
    double confidence = 0; ///< 0 to 1: how regular the beats are, and how sure it is that they are not twice
                           ///< as many, half of them, or those between
};

/// The beats of a whole signal, samples x channels:
///
///     const dsp::Beats beats = dsp::find_beats(x, 44100);
///     for (const double time : beats.times) click(time);
///
/// The onset strength (see OnsetDetector) of the channels' mean is taken 100 times a second. The strongest
/// tempo of its autocorrelation and the tempi at simple ratios to it are tried, from 36 to 260 BPM: for each,
/// the path through the strength that is steady and strong is found (D. Ellis 2007, "Beat tracking by dynamic
/// programming"), and the beats half a period off it. Which of all is the beat is decided by what happens at
/// and between the beats: bass, subdivisions, repetition after four beats, the first note. The weights of
/// that decision are those of a logistic regression on synthetic music of many styles.
///
/// The tempo may drift by some per cent. Beats begin with the first onset and end with the last one. Fewer
/// than four beats are none, and neither silence nor a signal shorter than 2 s has any. A NaN or infinity
/// hides the sound around it. Throws ArgumentError for a rate outside of 2000 to 1e6 Hz, a likely tempo that
/// isn't positive and finite, and a tempo outside of 30 to 300.
PYA_DSP_EXPORT Beats find_beats(Block<const float> x, double sr, const BeatOptions& options = {});
PYA_DSP_EXPORT Beats find_beats(Block<const double> x, double sr, const BeatOptions& options = {});

} // namespace pya::dsp

#endif
