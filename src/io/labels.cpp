// SPDX-License-Identifier: MIT
#include <pya/error.hpp>
#include <pya/io/labels.hpp>
#include <pya/memory.hpp>

#include "io/text_file.hpp"

#include <Eigen/Core>

#include <array>
#include <charconv>
#include <cmath>

namespace pya::io {
namespace {

void check_rate(const char* function, double sr) {
    if (!(sr > 0 && std::isfinite(sr))) detail::fail(function, ": sr is ", sr, "; it must be above 0 Hz");
}

/// In digits without an exponent, which Audacity can't read.
void append_time(std::string& text, Seconds time) {
    std::array<char, 400> digits;
    text.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), time.value,
                                             std::chars_format::fixed)
                                   .ptr);
}

} // namespace

std::vector<Label> load_labels(const std::string& path) {
    return detail::within_memory("load_labels", [&] {
        const std::string content = read_file(path);
        std::string_view text = content;
        std::vector<Label> labels;
        int lines = 0;
        while (const auto line = next_line(text)) {
            ++lines;
            if (line->empty() || line->front() == '\\') continue; // a backslash begins a range of frequencies
            const auto first = line->find('\t');
            const auto second = line->find('\t', first == std::string_view::npos ? first : first + 1);
            const auto begin = number(line->substr(0, first));
            const auto end = first == std::string_view::npos
                                 ? std::nullopt
                                 : number(line->substr(first + 1, second - first - 1));
            if (!begin || !end || !(*end >= *begin))
                detail::fail<IoError>("can't read '", path, "': line ", lines,
                                      " is no label; it must be two times, the second not before the first, "
                                      "and a text, with tabs between them");
            labels.push_back({*begin, *end,
                              std::string(second == std::string_view::npos ? std::string_view()
                                                                           : line->substr(second + 1))});
        }
        return labels;
    });
}

void save_labels(const std::string& path, std::span<const Label> labels) {
    detail::within_memory("save_labels", [&] {
        std::string text;
        for (const Label& label : labels) {
            if (!std::isfinite(label.begin.value) || !std::isfinite(label.end.value) ||
                label.end.value < label.begin.value)
                detail::fail("save_labels: a label from ", label.begin.value, " to ", label.end.value,
                             " s; both must be finite, and the end not before the begin");
            if (label.text.find_first_of("\t\r\n") != std::string::npos)
                detail::fail("save_labels: a text has a tab or a line break, which a label can't have");
            append_time(text, label.begin);
            text += '\t';
            append_time(text, label.end);
            text += '\t' + label.text + '\n';
        }
        write_file(path, text);
    });
}

std::vector<dsp::Event> to_events(std::span<const Label> labels, double sr) {
    check_rate("to_events", sr);
    return detail::within_memory("to_events", [&] {
        std::vector<dsp::Event> events;
        for (const Label& label : labels) {
            const double begin = std::round(label.begin.value * sr), end = std::round(label.end.value * sr);
            if (!(begin >= 0 && end >= begin && end <= 0x1p53))
                detail::fail("to_events: a label from ", label.begin.value, " to ", label.end.value,
                             " s; it must begin at 0 or later and end no earlier than it begins");
            events.push_back({static_cast<Eigen::Index>(begin), static_cast<Eigen::Index>(end)});
        }
        return events;
    });
}

std::vector<Label> to_labels(std::span<const dsp::Event> events, double sr) {
    check_rate("to_labels", sr);
    return detail::within_memory("to_labels", [&] {
        std::vector<Label> labels;
        for (const dsp::Event& event : events)
            labels.push_back({static_cast<double>(event.begin) / sr, static_cast<double>(event.end) / sr,
                              std::to_string(labels.size() + 1)});
        return labels;
    });
}

} // namespace pya::io
