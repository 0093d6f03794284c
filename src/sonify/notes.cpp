// SPDX-License-Identifier: MIT
#include <pya/sonify/notes.hpp>

#include <pya/agen/envelopes.hpp>
#include <pya/agen/samples.hpp>
#include <pya/error.hpp>
#include <pya/memory.hpp>

#include <cmath>

namespace pya {
namespace {

constexpr double latest_frame = 0x1p53;

// Returns the frame on which a note begins.
Index first_frame(const Anote& note, const NoteScoreOptions& options) {
    const double frame = std::round(note.onset.value * options.sr);
    if (!(note.onset.value >= 0 && frame <= latest_frame))
        detail::fail("to_score: a note begins at ", note.onset.value,
                     " s; it must be 0 or later, and finite");
    if (!(note.dur.value >= 0 && std::isfinite(note.dur.value)))
        detail::fail("to_score: a note lasts ", note.dur.value, " s; it must be 0 or more, and finite");
    return static_cast<Index>(frame);
}

} // namespace

Ascore to_score(std::span<const Anote> notes, const std::function<Agen(const Anote&)>& instrument,
                const NoteScoreOptions& options) {
    if (options.sr < 1) detail::fail("to_score: sr is ", options.sr, "; it must be at least 1");
    if (!(options.release.value >= 0 && std::isfinite(options.release.value)))
        detail::fail("to_score: release is ", options.release.value, " s; it must be 0 or more, and finite");
    if (!instrument) detail::fail("to_score: there is no instrument");
    return detail::within_memory("to_score", [&] {
        Ascore score;
        score.reserve(notes.size());
        for (const Anote& note : notes) {
            const Index onset = first_frame(note, options);
            const double lasts = note.dur.value + options.release.value;
            score.push_back({.onset = onset, .out = options.out, .gen = instrument(note).lasting(lasts)});
        }
        return score;
    });
}

Ascore to_score(std::span<const Anote> notes, const Asig& sample, const NoteScoreOptions& options) {
    if (sample.samples() == 0) detail::fail("to_score: the sample is empty");
    const auto play_sample = [&](const Anote& note) {
        const double up = note.pitch - options.pitch;
        if (!(std::abs(up) <= 120))
            detail::fail("to_score: a note of pitch ", note.pitch, " is ", up,
                         " semitones from the sample; at most 120 are possible");
        const Agen tone = gen::play(sample, {.rate = std::exp2(up / 12), .band_limited = true});
        return note.velocity * tone * gen::adsr({.att = 0, .dec = 0, .sus = 1, .rel = options.release});
    };
    return to_score(notes, play_sample, options);
}

} // namespace pya
