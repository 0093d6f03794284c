// SPDX-License-Identifier: MIT
#include "plot/fonts.hpp"

#include <pya/error.hpp>

#include "plot/gnuplot.hpp"

#include <algorithm>
#include <charconv>
#include <string>
#include <utility>
#include <vector>

namespace pya::plot {
namespace {

using Ranges = std::vector<std::pair<unsigned long, unsigned long>>;

// The characters of all fonts, from fc-list's lines of hexadecimal ranges: 20-7e a0-17f 1cd.
Ranges installed_characters() {
    Ranges ranges;
    std::string list;
    try {
        list = run({"fc-list", "--format", "%{charset}\n"}, "/", 10);
    } catch (const PlotError&) {
        return {{0, 0x10ffff}}; // without the tools of fontconfig nothing is known
    }
    const char* at = list.data();
    const char* const stop = at + list.size();
    while (at < stop) {
        unsigned long first = 0;
        const auto read = std::from_chars(at, stop, first, 16);
        if (read.ec != std::errc()) {
            ++at;
            continue;
        }
        unsigned long last = first;
        at = read.ptr;
        if (at < stop && *at == '-') at = std::from_chars(at + 1, stop, last, 16).ptr;
        ranges.emplace_back(first, last);
    }
    return ranges;
}

} // namespace

bool has_glyph(char32_t character) {
    constexpr char32_t latin = 0x250; // characters below this one are in every text font
    if (character < latin) return true;
    static const Ranges known = installed_characters();
    return std::any_of(known.begin(), known.end(), [&](const auto& range) {
        return range.first <= character && character <= range.second;
    });
}

} // namespace pya::plot
