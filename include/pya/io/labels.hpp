// SPDX-License-Identifier: MIT
/// @file
/// Label tracks of Audacity: times with a text.
#ifndef PYA_IO_LABELS_HPP
#define PYA_IO_LABELS_HPP

#include <pya/dsp/segment/events.hpp>
#include <pya/export.hpp>
#include <pya/units.hpp>

#include <span>
#include <string>
#include <vector>

namespace pya::io {

/// A stretch of time with a text; one that ends where it begins is a point.
struct Label {
    Seconds begin = {};    ///< when it begins
    Seconds end = {};      ///< when it ends
    std::string text = {}; ///< what it says, without tabs and line breaks
};

/// The labels of a text file that Audacity has exported, in its order.
///
///     a.set_events(io::to_events(io::load_labels("word.txt"), a.sr()));
///
/// Throws IoError, with the line, for a missing file and a line that is no label.
PYA_EXPORT std::vector<Label> load_labels(const std::string& path);

/// Writes a text file that Audacity imports. After an error there is no new file. Throws IoError, and
/// ArgumentError for times that aren't finite, an end before its begin, and tabs or line breaks in a text.
///
///     io::save_labels("word.txt", io::to_labels(a.find_events().events(), a.sr()));
PYA_EXPORT void save_labels(const std::string& path, std::span<const Label> labels);

/// The labels as samples at a rate in Hz, rounded. Throws ArgumentError for a rate that isn't above 0, a time
/// before 0, an end before its begin, and times of more than 2^53 samples.
PYA_EXPORT std::vector<dsp::Event> to_events(std::span<const Label> labels, double sr);

/// The events as times, numbered from 1. Throws ArgumentError for a rate that isn't above 0.
PYA_EXPORT std::vector<Label> to_labels(std::span<const dsp::Event> events, double sr);

} // namespace pya::io

#endif
