// SPDX-License-Identifier: MIT
/// @file
/// Beats by dynamic programming, with librosa's numbers.
#ifndef PYA_DSP_RHYTHM_BEAT_TRACK_HPP
#define PYA_DSP_RHYTHM_BEAT_TRACK_HPP

#include <pya/dsp/block.hpp>
#include <pya/export.hpp>

#include <optional>
#include <span>
#include <vector>

namespace pya::dsp {

/// Parameters of beat_track. Defaults are librosa's.
struct BeatTrackOptions {
    Index stride = 512;             ///< samples of the signal from frame to frame, at least 1
    double start_bpm = 120;         ///< beats a minute that are preferred, above 0
    double tightness = 100;         ///< how steady the beats are, above 0
    bool trim = true;               ///< weak beats at both ends are left out
    std::optional<double> bpm = {}; ///< the tempo, above 0; that of tempo() if left out
};

/// What beat_track finds: auto [tempo, beats] = dsp::beat_track(envelope, 22050);
template <class Position>
struct BeatTrack {
    double tempo = 0;                 ///< beats a minute; 0 of silence
    std::vector<Position> beats = {}; ///< in order: frames, or seconds
};

/// The beats of an onset envelope, in frames (librosa.beat.beat_track, after D. Ellis 2007, "Beat tracking by
/// dynamic programming"): the path through strong frames that are about as far apart as the tempo says. As in
/// librosa 0.10.1 the last beat that is not weak is left out, too. An envelope of zeros and an empty one have
/// none. `sr` is that of the signal. Throws ArgumentError for an option out of its range, an envelope with a
/// NaN or infinity, and a tempo whose period is not 1 to 2^22 frames.
///
/// find_beats() finds more of them.
PYA_DSP_EXPORT BeatTrack<Index> beat_track(std::span<const double> envelope, double sr,
                                           const BeatTrackOptions& options = {});

} // namespace pya::dsp

#endif
