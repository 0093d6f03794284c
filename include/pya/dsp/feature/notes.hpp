// SPDX-License-Identifier: MIT
/// @file
/// Names of notes, with librosa's spelling.
#ifndef PYA_DSP_FEATURE_NOTES_HPP
#define PYA_DSP_FEATURE_NOTES_HPP

#include <pya/export.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace pya::dsp {

/// How a note is written. Defaults are librosa's.
struct NoteOptions {
    bool octave = true;        ///< the octave behind the name: 4 is the one that begins with the middle C
    bool cents = false;        ///< the deviation behind it: "A4+25"
    std::string key = "C:maj"; ///< a tonic, : and maj or min, whose scale decides between C# and Db: "Eb:min"
    bool unicode = true;       ///< ♯ and ♭, otherwise # and b
};

/// The name of the note that is nearest to a MIDI number: "A4" of 69. Of cents only whole hundredths count,
/// cut as librosa does, so 29 are written as 28. Throws ArgumentError for a number that isn't finite or lies
/// beyond +-10^6, cents without an octave, and a key that isn't one.
PYA_DSP_EXPORT std::string midi_to_note(double midi, const NoteOptions& options = {});

/// The same of a frequency in Hz, 440 being the A4. Throws ArgumentError unless hz > 0, too.
PYA_DSP_EXPORT std::string hz_to_note(double hz, const NoteOptions& options = {});

/// The MIDI number of a note: a letter, any number of #, ♯, b, !, ♭, n or ♮, an octave, 0 if left out, and
/// a deviation in cents with its sign: "C", "f#-1", "B♭3", "A4+25". It is rounded to a whole number, unless
/// `round` is false. Throws ArgumentError for what isn't a note.
PYA_DSP_EXPORT double note_to_midi(std::string_view note, bool round = true);

/// The same as a frequency in Hz.
///
///     Ugen::sine({.freq = dsp::note_to_hz("Eb4")});
PYA_DSP_EXPORT double note_to_hz(std::string_view note, bool round = true);

} // namespace pya::dsp

namespace pya {
inline namespace literals {

/// The literals "A4"_Hz, which is 440, and "A4"_midi, which is 69, as dsp::note_to_hz() and
/// dsp::note_to_midi() read them; cents count: "A4+25"_Hz. Throw ArgumentError for what isn't a note.
///
///     gen::sine("Eb4"_Hz)
inline double operator""_Hz(const char* note, std::size_t length) {
    return dsp::note_to_hz({note, length}, false);
}
inline double operator""_midi(const char* note, std::size_t length) {
    return dsp::note_to_midi({note, length}, false);
}

} // namespace literals
} // namespace pya

#endif
