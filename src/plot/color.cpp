// SPDX-License-Identifier: MIT
#include "plot/color.hpp"

#include <pya/error.hpp>

#include <array>
#include <cmath>
#include <cstring>
#include <string_view>
#include <utility>

namespace pya::plot {
namespace {

constexpr std::array<const char*, cycle_length> cycle{"#1f77b4", "#ff7f0e", "#2ca02c", "#d62728", "#9467bd",
                                                      "#8c564b", "#e377c2", "#7f7f7f", "#bcbd22", "#17becf"};

constexpr std::array<std::pair<const char*, const char*>, 29> names{{
    {"b", "#0000ff"},       {"g", "#008000"},      {"r", "#ff0000"},         {"c", "#00bfbf"},
    {"m", "#bf00bf"},       {"y", "#bfbf00"},      {"k", "#000000"},         {"w", "#ffffff"},
    {"blue", "#0000ff"},    {"green", "#008000"},  {"red", "#ff0000"},       {"cyan", "#00ffff"},
    {"magenta", "#ff00ff"}, {"yellow", "#ffff00"}, {"black", "#000000"},     {"white", "#ffffff"},
    {"gray", "#808080"},    {"grey", "#808080"},   {"lightgray", "#d3d3d3"}, {"orange", "#ffa500"},
    {"purple", "#800080"},  {"brown", "#a52a2a"},  {"pink", "#ffc0cb"},      {"olive", "#808000"},
    {"teal", "#008080"},    {"navy", "#000080"},   {"steelblue", "#4682b4"}, {"tomato", "#ff6347"},
    {"gold", "#ffd700"},
}};

} // namespace

std::string cycle_color(std::size_t i) { return cycle[i % cycle_length]; }

std::string hex_color(const std::string& name) {
    if (name.size() == 7 && name[0] == '#' &&
        name.find_first_not_of("0123456789abcdefABCDEF", 1) == std::string::npos)
        return name;
    if (name.size() == 2 && name[0] == 'C' && name[1] >= '0' && name[1] <= '9')
        return cycle_color(static_cast<std::size_t>(name[1] - '0'));
    for (const auto& [known, hex] : names)
        if (name == known) return hex;
    detail::fail("plot: colour '", name,
                 "' is unknown; it must be \"C0\" to \"C9\", \"#rrggbb\", a letter of ",
                 "\"bgrcmykw\" or a name such as \"orange\"");
}

void check(const LineStyle& style) {
    if (!style.color.empty()) hex_color(style.color);
    if (!(style.lw > 0) || !(style.lw <= 100))
        detail::fail("plot: line width lw is ", style.lw, "; it must be above 0 and at most 100");
    if (!(style.alpha >= 0) || !(style.alpha <= 1))
        detail::fail("plot: alpha is ", style.alpha, "; it must be from 0 to 1");
    constexpr std::array<std::string_view, 5> lines{"-", "--", ":", "-.", ""};
    constexpr std::array<std::string_view, 5> markers{"", "o", ".", "x", "+"};
    const auto one_of = [](const auto& list, std::string_view text) {
        for (const auto known : list)
            if (known == text) return true;
        return false;
    };
    if (!one_of(lines, style.ls))
        detail::fail("plot: line style ls is '", style.ls,
                     "'; it must be \"-\", \"--\", \":\", \"-.\" or \"\"");
    if (!one_of(markers, style.marker))
        detail::fail("plot: marker is '", style.marker, "'; it must be \"o\", \".\", \"x\", \"+\" or \"\"");
}

void check(const char* function, const char* argument, const Limits& limits, Scale scale) {
    for (const auto& end_of_axis : {limits.lo, limits.hi}) {
        if (end_of_axis && !std::isfinite(*end_of_axis))
            detail::fail(function, ": ", argument, " has the end ", *end_of_axis, "; it must be finite");
        if (end_of_axis && scale == Scale::log && !(*end_of_axis > 0))
            detail::fail(function, ": ", argument, " has the end ", *end_of_axis,
                         "; on a logarithmic axis it must be above 0");
    }
    if (limits.lo && limits.hi && !(*limits.lo < *limits.hi))
        detail::fail(function, ": ", argument, " is from ", *limits.lo, " to ", *limits.hi,
                     "; it must ascend");
}

std::string palette(Cmap map) {
    // The colour maps viridis and inferno in even steps (S. van der Walt and N. Smith, CC0).
    using Steps = std::array<const char*, 10>;
    static constexpr Steps viridis{"#440154", "#482878", "#3e4a89", "#31688e", "#26828e",
                                   "#1f9e89", "#35b779", "#6dcd59", "#b4de2c", "#fde725"};
    static constexpr Steps inferno{"#000004", "#1b0c42", "#4b0c6b", "#781c6d", "#a52c60",
                                   "#cf4446", "#ed6925", "#fb9a06", "#f7d03c", "#fcffa4"};
    if (map == Cmap::gray) return "gray";
    std::string text = "defined (";
    const Steps& steps = map == Cmap::viridis ? viridis : inferno;
    for (std::size_t i = 0; i < steps.size(); ++i)
        text += (i > 0 ? ", " : "") + std::to_string(i) + " '" + steps[i] + "'";
    return text + ")";
}

} // namespace pya::plot
