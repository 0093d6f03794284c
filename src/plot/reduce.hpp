// SPDX-License-Identifier: MIT
// Reduces curves and images to what the pixels of an axis can show, without losing a peak.
#ifndef PYA_SRC_PLOT_REDUCE_HPP
#define PYA_SRC_PLOT_REDUCE_HPP

#include <pya/plot/axes.hpp>

#include "plot/scale.hpp"

#include <limits>
#include <vector>

namespace pya::plot {

/// The smallest and the largest of some numbers; if there are none, lo > hi.
struct Range {
    double lo = std::numeric_limits<double>::infinity();
    double hi = -std::numeric_limits<double>::infinity();

    void add(double value) {
        if (value < lo) lo = value;
        if (value > hi) hi = value;
    }
    void add(const Range& other) {
        if (other.lo < lo) lo = other.lo;
        if (other.hi > hi) hi = other.hi;
    }
    /// Like add, but leaves infinite values out.
    void add_finite(double value);
    bool empty() const { return !(lo <= hi); }
    double width() const { return hi - lo; }
};

struct Point {
    double x, y;
};

/// What to draw of a curve.
struct Path {
    std::vector<Point> points; ///< NaN in y is a gap
    bool sparse = false;       ///< there are so few points that each can be marked
    bool dense = false;        ///< the points are the extremes of columns instead of the values
};

/// The height of a value of a curve; levels of samples count from full scale.
double height(const PlotFn& fn, double value);
/// The height of silence among levels of samples.
inline constexpr double silence = -96.32973114762063;

/// The curve between the ends of view, in `columns` columns of equal width: all its values where there are at
/// most two a column, and otherwise the smallest and the largest of each column. x is warped, y is not, and
/// offset is not added.
Path reduce(const Curve& curve, const Range& view, Index columns, Scale x_scale);

/// The warped x values of a curve.
Range x_range(const Curve& curve, Scale scale);
/// What an image covers, to the outer edges of its cells, warped.
Range x_range(const Image& image, Scale scale);
Range y_range(const Image& image, Scale scale);

/// A side of an image in the part of an axis that is in view, at most `most` cells.
struct Side {
    Range view;
    Index most;
    Scale scale;
};

/// The image between the ends of the views, each cell the largest value of those that it stands for. Its
/// places are warped.
Image reduce(const Image& image, const Side& x, const Side& y);

} // namespace pya::plot

#endif
