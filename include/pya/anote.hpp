// SPDX-License-Identifier: MIT
/// @file
/// A note of a piece.
#ifndef PYA_ANOTE_HPP
#define PYA_ANOTE_HPP

#include <pya/units.hpp>

namespace pya {

/// A note, as io::load_midi() reads it and to_score() plays it.
struct Anote {
    Seconds onset = 0;     ///< when it begins, 0 or more
    Seconds dur = 0;       ///< how long its key is down, 0 or more
    double pitch = 69;     ///< MIDI number, which need not be whole: 69 is the A4, midicps() makes Hz of it
    double velocity = 0.8; ///< how hard the key was struck, 0 to 1
    int channel = 0;       ///< of MIDI, 0 to 15; the drums are usually on 9
    int track = 0;         ///< of the file, from 0
};

} // namespace pya

#endif
