// SPDX-License-Identifier: MIT
/// @file
/// Atempo: from bars and beats to time.
#ifndef PYA_ATEMPO_HPP
#define PYA_ATEMPO_HPP

#include <pya/export.hpp>
#include <pya/storage/samples.hpp>
#include <pya/units.hpp>

#include <vector>

namespace pya {

/// Where bars and beats are in time. Places within a piece are counted in quarter notes from its beginning,
/// and the tempo in quarter notes a minute, whatever a beat is.
///
///     Atempo tempo(120, {3, 4});
///     tempo.set_bpm(90, tempo.quarters(5));                       // from bar 5 on
///     server.play(word, {.onset = tempo.at(6, 2)});               // bar 6, beat 2
class PYA_EXPORT Atempo {
public:
    /// What a bar has: 3 beats of a quarter note each are {3, 4}, 6 of an eighth {6, 8}.
    struct Bars {
        int beats = 4; ///< in a bar, 1 to 1000
        int unit = 4;  ///< how many of them a whole note has, 1 to 1024
    };

    /// The same tempo and bars throughout. Throws ArgumentError unless bpm is above 0 and finite, and for
    /// beats or units out of their range.
    explicit Atempo(double bpm, const Bars& bars);
    explicit Atempo(double bpm = 120) : Atempo(bpm, Bars()) {} ///< 4 beats of a quarter note

    /// Another tempo from that many quarter notes after the beginning on, until the next change. Throws
    /// ArgumentError unless bpm is above 0 and finite, and `from` is 0 to 2^50.
    void set_bpm(double bpm, double from);
    /// Other bars, the first of which begins there. Throws ArgumentError for beats or units out of their
    /// range, and unless `from` is 0 to 2^50.
    void set_bars(const Bars& bars, double from);

    double bpm(double quarters = 0) const; ///< at a place, in quarter notes a minute
    Bars bars(double quarters = 0) const;  ///< at a place

    /// The time of a place. Throws ArgumentError unless it is 0 or more and finite.
    Seconds time(double quarters) const;
    /// The place of a beat in a bar, both counted from 1; 2.5 is half a beat after the second one, and beats
    /// that the bar doesn't have lie beyond it. Throws ArgumentError for a bar or a beat below 1, and for a
    /// beat that isn't finite.
    double quarters(Index bar, double beat = 1) const;
    /// The time of a beat in a bar: time(quarters(bar, beat)).
    Seconds at(Index bar, double beat = 1) const { return time(quarters(bar, beat)); }

private:
    struct Pace {
        double from, bpm, seconds; // where it begins, and when
    };
    struct Stretch {
        double from;
        Bars bars;
        Index number; // of the first of these bars
    };
    std::vector<Pace> paces_; // both by `from`, the first is 0
    std::vector<Stretch> stretches_;
};

} // namespace pya

#endif
