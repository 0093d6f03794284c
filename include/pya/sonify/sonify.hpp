// SPDX-License-Identifier: MIT
/// @file
/// sonify(): a table of events becomes a sound.
#ifndef PYA_SONIFY_SONIFY_HPP
#define PYA_SONIFY_SONIFY_HPP

#include <pya/export.hpp>

#include <pya/asig.hpp>
#include <pya/io/csv.hpp>

#include <Eigen/Core>

#include <algorithm>
#include <functional>
#include <string>

namespace pya {

/// What happens when: each column has one value an event, one value for all events, or none, which leaves the
/// sound as it is. Where a value is NaN the event is left out, so that a gap in the data is silent.
struct EventColumns {
    Eigen::ArrayXd onset = {}; ///< when it begins, in seconds, 0 or more; not optional
    Eigen::ArrayXd pitch = {}; ///< semitones from the sound's own pitch
    Eigen::ArrayXd level = {}; ///< dB
    Eigen::ArrayXd pan = {};   ///< from -1, left, to 1, right
    Eigen::ArrayXd dur = {};   ///< seconds after which it is cut, where it would last longer; 0 is silent
};

/// The columns of a table that are named "onset", "pitch", "level", "pan" and "dur" or "duration"; all others
/// are passed over. Throws ArgumentError if none is named "onset".
inline EventColumns event_columns(const io::Table& table) {
    const auto column = [&](const std::string& name) -> Eigen::ArrayXd {
        if (std::find(table.names.begin(), table.names.end(), name) == table.names.end()) return {};
        return table(name);
    };
    const Eigen::ArrayXd dur = column("dur");
    return {table("onset"), column("pitch"), column("level"), column("pan"),
            dur.size() > 0 ? dur : column("duration")};
}

/// How sonify() does it.
struct SonifyOptions {
    int sr = 44100;                            ///< of the result in Hz, at least 1
    std::function<void(double)> progress = {}; ///< is told now and then which part is done, from 0 to 1
};

/// Plays a sound for each event of a table. It is resampled to its pitch (band-limited), cut with a fade of
/// 5 ms, and added where it begins. The result has the channels of the sound, or two if there is a column
/// `pan`; it is as long as the last event sounds, and is not normalised.
///
///     const auto table = io::load_csv("sunspots.csv");
///     Asig years = sonify(drop, {.onset = map(table("year")).to(0, 20),
///                                .pitch = map(table("sunspots")).to(-12, 24)}).norm(-3_dB);
///
/// Throws ArgumentError for columns of different lengths, no onsets, negative or infinite times, an infinite
/// pitch or level, a pan outside of -1 ... 1, and a sound that is empty.
PYA_EXPORT Asig sonify(const Asig& sound, const EventColumns& events, const SonifyOptions& options = {});
/// The same, with the named columns of a table.
inline Asig sonify(const Asig& sound, const io::Table& table, const SonifyOptions& options = {}) {
    return sonify(sound, event_columns(table), options);
}

} // namespace pya

#endif
