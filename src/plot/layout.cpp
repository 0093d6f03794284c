// SPDX-License-Identifier: MIT
#include "plot/layout.hpp"

#include <algorithm>

namespace pya::plot {
namespace {

// The space that the labels around the axes need.
constexpr double left_margin = 78, right_margin = 20, bottom_margin = 50, top_margin = 14, title_height = 18;
constexpr double suptitle_height = 32, bar_gap = 10, bar_labels = 68;

bool has_bar(const Figure::Panel& panel) { return !panel.axes.images().empty(); }

} // namespace

std::vector<Place> layout(const Figure& figure) {
    const double page_height = figure.height() - (figure.suptitle().empty() ? 0 : suptitle_height);
    std::vector<Place> places;
    for (const auto& panel : figure.panels()) {
        const Index row = panel.index / panel.cols, col = panel.index % panel.cols;
        const double width = figure.width() / static_cast<double>(panel.cols);
        const double height = page_height / static_cast<double>(panel.rows);
        const bool bar = std::any_of(figure.panels().begin(), figure.panels().end(), [&](const auto& other) {
            return other.cols == panel.cols && other.index % other.cols == col && has_bar(other);
        });
        // A figure too small for its labels still has axes.
        const double left = std::min(left_margin, width / 3);
        const double inner = std::max(width - left - (bar ? bar_gap + bar_labels : right_margin), width / 4);
        const double bar_width =
            bar ? std::max(6.0, inner * figure.cbar_ratio() / (1 + figure.cbar_ratio())) : 0;
        const double bottom = std::min(bottom_margin, height / 3);
        const double top = std::min(top_margin + (panel.axes.title().empty() ? 0 : title_height), height / 4);

        Place place;
        place.axes = {static_cast<double>(col) * width + left,
                      page_height - static_cast<double>(row + 1) * height + bottom, inner - bar_width,
                      height - bottom - top};
        if (has_bar(panel))
            place.bar = {place.axes.left + place.axes.width + bar_gap, place.axes.bottom, bar_width,
                         place.axes.height};
        places.push_back(place);
    }
    return places;
}

} // namespace pya::plot
