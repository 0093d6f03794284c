// SPDX-License-Identifier: MIT
/// @file
/// The result of Asig::loudness().
#ifndef PYA_ASIG_LOUDNESS_HPP
#define PYA_ASIG_LOUDNESS_HPP

#include <pya/dsp/loudness/options.hpp>

namespace pya {

using dsp::LimiterOptions;
using dsp::LoudnessOptions;

/// How loud a signal is:
///
///     const Loudness loud = song.loudness();
///     std::cout << loud.integrated << " LUFS, " << loud.true_peak << " dBTP\n";
///     if (loud.range > 20) song.norm(-16_LUFS).limit(-1_dBTP).save("for_the_bus.flac");
///
/// See dsp::LoudnessMeter for the windows and gates. Levels of silence are -infinity.
struct Loudness {
    double integrated = 0; ///< gated, in LUFS; -infinity if shorter than 400 ms or all below -70 LUFS
    double range = 0;      ///< in LU; 0 if shorter than 3 s
    double momentary = 0;  ///< the loudest 400 ms, in LUFS
    double short_term = 0; ///< the loudest 3 s, in LUFS
    /// Of the whole signal as one block, without gates, in LUFS; finite for everything except silence.
    double ungated = 0;
    double true_peak = 0; ///< the largest of all channels, in dB re full scale (dBTP)
};

} // namespace pya

#endif
