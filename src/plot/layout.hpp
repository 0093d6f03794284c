// SPDX-License-Identifier: MIT
// Where the axes of a figure lie on the page.
#ifndef PYA_SRC_PLOT_LAYOUT_HPP
#define PYA_SRC_PLOT_LAYOUT_HPP

#include <pya/plot/figure.hpp>

#include "plot/legend.hpp"

#include <vector>

namespace pya::plot {

/// Pixels at 100 dpi from the left and the bottom of the page.
struct Box {
    double left = 0, bottom = 0, width = 0, height = 0;
};

struct Place {
    Box axes;
    Box bar; ///< for colours, of no width where there are none
    Legend legend = {};
};

/// A place for each of the panels. Axes in one column share their edges, so that their times line up.
std::vector<Place> layout(const Figure& figure);

} // namespace pya::plot

#endif
