// SPDX-License-Identifier: MIT
/// @file
/// The notes in Standard MIDI Files.
#ifndef PYA_IO_MIDI_HPP
#define PYA_IO_MIDI_HPP

#include <pya/anote.hpp>
#include <pya/atempo.hpp>
#include <pya/export.hpp>

#include <string>
#include <vector>

namespace pya::io {

/// What load_midi() reads.
struct MidiFile {
    std::vector<Anote> notes = {};        ///< by onset, those of equal onset by track
    Atempo tempo = Atempo();              ///< and its changes, which the onsets take into account
    std::vector<std::string> tracks = {}; ///< the name of each track, in the file's encoding, or ""
};

/// The notes of a Standard MIDI File of format 0 or 1.
///
///     const io::MidiFile song = io::load_midi("song.mid");
///     s.play(to_score(song.notes, [](const Anote& note) { return gen::pluck(midicps(note.pitch)); }));
///
/// A note ends with its note-off or a note-on of velocity 0; where several of one key sound in a channel of
/// a track, the oldest one ends. What is down at the end of its track ends there. Pedals, programs and all
/// other controllers are passed over. If the file counts time in frames (SMPTE) instead of quarter notes,
/// `tempo` is 120 and does not matter. Throws IoError for a file that is missing, damaged, cut short, or of
/// format 2, whose tracks are pieces of their own.
PYA_EXPORT MidiFile load_midi(const std::string& path);

} // namespace pya::io

#endif
