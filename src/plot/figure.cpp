// SPDX-License-Identifier: MIT
#include <pya/error.hpp>
#include <pya/plot/figure.hpp>

#include <algorithm>
#include <cmath>
#include <utility>

namespace pya::plot {

Figure::Figure(const FigureOptions& options) : options_(options) {
    for (const double side : {options.width, options.height})
        if (!(side == 0 || (side >= 100 && side <= 20000)))
            detail::fail("Figure: a side of ", side,
                         " pixels; it must be 100 to 20000, or 0 for the default");
    if (!(options.cbar_ratio > 0) || !(options.cbar_ratio <= 1))
        detail::fail("Figure: cbar_ratio is ", options.cbar_ratio, "; it must be above 0 and at most 1");
}

Axes& Figure::subplot(Index nrows, Index ncols, Index index) {
    if (nrows < 1 || ncols < 1 || nrows > 100 || ncols > 100)
        detail::fail("subplot: a grid of ", nrows, " x ", ncols, "; it must be 1 x 1 to 100 x 100");
    if (index < 1 || index > nrows * ncols)
        detail::fail("subplot: place ", index, " in a grid of ", nrows, " x ", ncols, "; it must be 1 to ",
                     nrows * ncols);
    arranged_ = true;
    right_ = false;
    for (current_ = 0; current_ < panels_.size(); ++current_) {
        Panel& panel = panels_[current_];
        if (panel.rows == nrows && panel.cols == ncols && panel.index == index - 1 && panel.part == 0)
            return panel.axes;
    }
    return panels_.emplace_back(Panel{nrows, ncols, index - 1, {}}).axes;
}

Axes& Figure::axes() {
    if (panels_.empty()) return add_axes();
    Axes& axes = panels_[current_].axes;
    return right_ ? axes.twinx() : axes;
}

Axes& Figure::split() {
    if (panels_.empty()) add_axes();
    Panel& upper = panels_[current_];
    for (Panel& panel : panels_)
        if (panel.part == 1 && panel.rows == upper.rows && panel.cols == upper.cols &&
            panel.index == upper.index)
            return panel.axes;
    upper.parts = 2;
    return panels_.emplace_back(Panel{upper.rows, upper.cols, upper.index, {}, 1, 2}).axes;
}

Axes& Figure::twinx() {
    if (panels_.empty()) add_axes();
    right_ = true;
    return axes();
}

Axes& Figure::add_axes() {
    const Index count = size() + 1;
    for (Index i = 0; i < size(); ++i) {
        Panel& panel = panels_[static_cast<std::size_t>(i)];
        panel.rows = count;
        panel.cols = 1;
        panel.index = i;
        panel.part = 0;
        panel.parts = 1;
    }
    arranged_ = false;
    right_ = false;
    current_ = panels_.size();
    return panels_.emplace_back(Panel{count, 1, count - 1, {}}).axes;
}

const Axes& Figure::axes(Index index) const {
    if (index < 0 || index >= size())
        detail::fail("Figure::axes: there are no axes number ", index, " among ", size());
    return panels_[static_cast<std::size_t>(index)].axes;
}

Axes& Figure::axes(Index index) { return const_cast<Axes&>(std::as_const(*this).axes(index)); }

Figure& Figure::suptitle(std::string text) {
    suptitle_ = std::move(text);
    return *this;
}

GridSpec Figure::grid() const {
    GridSpec result;
    for (const Panel& panel : panels_) {
        result.rows = std::max(result.rows, panel.rows);
        result.cols = std::max(result.cols, 2 * panel.cols);
    }
    for (Index c = 0; c < result.cols; c += 2) {
        result.width_ratios.push_back(100);
        result.width_ratios.push_back(100 * options_.cbar_ratio);
    }
    return result;
}

double Figure::width() const {
    if (options_.width > 0) return options_.width;
    const auto columns = static_cast<double>(std::max<Index>(grid().cols / 2, 1));
    return std::min(columns == 1 ? 800 : 560 * columns, 20000.0);
}

double Figure::height() const {
    if (options_.height > 0) return options_.height;
    Index parts = 1;
    for (const Panel& panel : panels_) parts = std::max(parts, panel.rows * panel.parts);
    const auto rows = static_cast<double>(parts);
    // Every strip of stacked channels, up to a hundred, gets at least the height of a line of text.
    std::size_t strips = 0;
    for (const Panel& panel : panels_) strips = std::max(strips, panel.axes.lanes().size());
    const double needed = 18 * static_cast<double>(std::min<std::size_t>(strips, 100)) + 80;
    return std::min(rows * std::max(rows == 1 ? 400.0 : 270.0, needed), 20000.0);
}

} // namespace pya::plot
