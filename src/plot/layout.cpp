// SPDX-License-Identifier: MIT
#include "plot/layout.hpp"

#include <algorithm>

namespace pya::plot {
namespace {

// The space that the labels around the axes need.
constexpr double left_margin = 78, right_margin = 20, bottom_margin = 50, top_margin = 14, title_height = 18;
constexpr double suptitle_height = 32, bar_gap = 10, bar_labels = 68, twin_labels = 66;

bool has_bar(const Figure::Panel& panel) { return !panel.axes.images().empty() && panel.axes.has_colorbar(); }

bool has_twin(const Figure::Panel& panel) { return panel.axes.twin() != nullptr; }

} // namespace

std::vector<Place> layout(const Figure& figure) {
    const double page_height = figure.height() - (figure.suptitle().empty() ? 0 : suptitle_height);
    std::vector<Place> places;
    for (const auto& panel : figure.panels()) {
        const Index row = panel.index / panel.cols, col = panel.index % panel.cols;
        const double width = figure.width() / static_cast<double>(panel.cols);
        const double height = page_height / static_cast<double>(panel.rows * panel.parts);
        // Whether axes in the same column need space on their right.
        const auto any = [&](bool (*has)(const Figure::Panel&)) {
            return std::any_of(figure.panels().begin(), figure.panels().end(), [&](const auto& other) {
                return other.cols == panel.cols && other.index % other.cols == col && has(other);
            });
        };
        const bool bar = any(has_bar);
        const double beside = any(has_twin) ? twin_labels : 0;
        // A figure too small for its labels still has axes.
        const double left = std::min(left_margin, width / 3);
        const double inner =
            std::max(width - left - beside - (bar ? bar_gap + bar_labels : right_margin), width / 4);
        const double bar_width =
            bar ? std::max(6.0, inner * figure.cbar_ratio() / (1 + figure.cbar_ratio())) : 0;
        const double bottom = std::min(bottom_margin, height / 3);
        Place place;
        place.legend = legend_of(panel.axes, inner - bar_width);
        const double top =
            std::min(top_margin + (title_of(panel.axes).empty() ? 0 : title_height) + place.legend.height(),
                     height / 2);
        const double above =
            page_height - static_cast<double>(row) * page_height / static_cast<double>(panel.rows);
        place.axes = {static_cast<double>(col) * width + left,
                      above - static_cast<double>(panel.part + 1) * height + bottom, inner - bar_width,
                      height - bottom - top};
        if (has_bar(panel))
            place.bar = {place.axes.left + place.axes.width + bar_gap + beside, place.axes.bottom, bar_width,
                         place.axes.height};
        places.push_back(place);
    }
    return places;
}

} // namespace pya::plot
