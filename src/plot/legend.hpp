// SPDX-License-Identifier: MIT
// What the legend of axes says.
#ifndef PYA_SRC_PLOT_LEGEND_HPP
#define PYA_SRC_PLOT_LEGEND_HPP

#include <pya/plot/axes.hpp>

#include <string>
#include <vector>

namespace pya::plot {

/// A text for each curve of the axes and of those on the right: its label, or the name of its channel, or
/// both where that tells more. Empty for a curve that isn't in the legend.
std::vector<std::string> legend_texts(const Axes& axes);

/// The title of the axes, without one that is the label of one curve among several.
const std::string& title_of(const Axes& axes);

/// The legend as rows above the axes.
struct Legend {
    std::size_t columns = 0, rows = 0, characters = 0;               ///< characters of an entry at most
    double height() const { return 17 * static_cast<double>(rows); } ///< in pixels
};
/// Of axes so many pixels wide; without rows where there is no legend.
Legend legend_of(const Axes& axes, double width);

} // namespace pya::plot

#endif
