// SPDX-License-Identifier: MIT
/// @file
/// to_score(): notes become a score, which is rendered or played.
#ifndef PYA_SONIFY_NOTES_HPP
#define PYA_SONIFY_NOTES_HPP

#include <pya/export.hpp>

#include <pya/agen/generator.hpp>
#include <pya/anote.hpp>
#include <pya/asig.hpp>
#include <pya/mixer.hpp>

#include <functional>
#include <span>

namespace pya {

/// How to_score() does it.
struct NoteScoreOptions {
    int sr = 44100;      ///< of the server or of render(), in Hz, at least 1
    Seconds release = 0; ///< how long a note goes on when its key is up, 0 or more
    double pitch = 60;   ///< MIDI number of the tone in a sample
    Index out = 0;       ///< output channel of the first channel
};

/// A cue for each note: what the instrument makes of it, for as long as its key is down and the release
/// lasts. An adsr() in it that has no length of its own ends then; give it the same release. What ends
/// sooner, such as a pluck() in an envelope, ends sooner.
///
///     const auto organ = [](const Anote& note) {
///         return note.velocity * gen::tri(midicps(note.pitch)) * gen::adsr({.rel = 0.2});
///     };
///     const Ascore score = to_score(io::load_midi("song.mid").notes, organ, {.release = 0.2});
///     Asig song = render(score);                                  // or server.play(score)
///
/// Throws ArgumentError for negative or infinite times, and for options out of their range; and what the
/// instrument throws.
PYA_EXPORT Ascore to_score(std::span<const Anote> notes, const std::function<Agen(const Anote&)>& instrument,
                           const NoteScoreOptions& options = {});
/// The same with a sample of one tone, which is played faster for higher notes and slower for lower ones,
/// band-limited, with the velocity as its gain. It fades within the release. Throws ArgumentError for an
/// empty sample and a pitch of more than 120 semitones from that of the sample, too.
PYA_EXPORT Ascore to_score(std::span<const Anote> notes, const Asig& sample,
                           const NoteScoreOptions& options = {});

} // namespace pya

#endif
