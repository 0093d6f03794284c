// SPDX-License-Identifier: MIT
// Colours by name, as matplotlib has them, and colour maps.
#ifndef PYA_SRC_PLOT_COLOR_HPP
#define PYA_SRC_PLOT_COLOR_HPP

#include <pya/plot/style.hpp>

#include <cstddef>
#include <string>

namespace pya::plot {

/// How many different colours "C0", "C1", ... there are.
inline constexpr std::size_t cycle_length = 10;
/// Colour number i of the cycle as "#rrggbb".
std::string cycle_color(std::size_t i);
/// "#rrggbb" of a colour's name. Throws ArgumentError.
std::string hex_color(const std::string& name);
/// Throws ArgumentError for a style that can't be drawn.
void check(const LineStyle& style);
/// Throws ArgumentError for limits that aren't finite, don't ascend or aren't above 0 on a logarithmic axis.
void check(const char* function, const char* argument, const Limits& limits, Scale scale = Scale::linear);
/// The map as arguments of gnuplot's `set palette`.
std::string palette(Cmap map);

} // namespace pya::plot

#endif
