// SPDX-License-Identifier: MIT
/// @file
/// The tempo of an onset envelope, with librosa's numbers.
#ifndef PYA_DSP_RHYTHM_TEMPO_HPP
#define PYA_DSP_RHYTHM_TEMPO_HPP

#include <pya/dsp/block.hpp>
#include <pya/dsp/rhythm/onset_strength.hpp>
#include <pya/export.hpp>

#include <optional>
#include <span>
#include <vector>

namespace pya::dsp {

/// Parameters of tempo. Defaults are librosa's.
struct TempoOptions {
    Index stride = 512;     ///< samples of the signal from value to value, at least 1
    double start_bpm = 120; ///< beats a minute that are preferred, above 0
    double std_bpm = 1;     ///< octaves of tempo in which the preference falls to exp(-1/2), above 0
    double ac_size = 8;     ///< seconds that are looked at around a frame
    std::optional<double> max_tempo = 320; ///< beats a minute that the tempo is below, above 0
    Aggregate aggregate = Aggregate::mean; ///< of the tempograms of all frames
};

/// Beats a minute of an onset envelope (librosa.feature.tempo): the lag of its tempogram that is strong and
/// near to what is preferred. `sr` is that of the signal. Silence has the tempo that is preferred, and an
/// empty envelope 0. Throws ArgumentError for an option out of its range, and an ac_size below 2 frames or
/// above longest_frame frames.
///
///     double bpm = dsp::tempo(dsp::onset_strength(x, 22050), 22050);
///
/// find_beats() does not mistake half or double the tempo for it so often.
PYA_DSP_EXPORT double tempo(std::span<const double> envelope, double sr, const TempoOptions& options = {});

/// The tempo around each frame, of that frame's tempogram alone.
PYA_DSP_EXPORT std::vector<double> tempo_of_frames(std::span<const double> envelope, double sr,
                                                   const TempoOptions& options = {});

} // namespace pya::dsp

#endif
