// SPDX-License-Identifier: MIT
#include "plot/view.hpp"

#include <algorithm>
#include <cmath>

namespace pya::plot {
namespace {

constexpr double huge = 1e290; // leaves room for arithmetic below the largest double
constexpr double level_depth = 120, color_depth = 80;

// A range whose ends are replaced by limits, and which is made wide enough to be divided.
Range framed(Range range, const Limits& limits, double default_lo, double default_hi) {
    if (range.empty()) range = {default_lo, default_hi};
    if (limits.lo) range.lo = *limits.lo;
    if (limits.hi) range.hi = *limits.hi;
    range.lo = std::clamp(range.lo, -huge, huge);
    range.hi = std::clamp(range.hi, -huge, huge);
    const double middle = std::max(std::abs(range.lo), std::abs(range.hi));
    if (!(range.width() > middle * 1e-9)) {
        const double room = middle > 0 ? std::max(middle * 0.1, 1e-300) : 1;
        if (limits.lo && !limits.hi)
            range.hi = range.lo + room;
        else if (limits.hi && !limits.lo)
            range.lo = range.hi - room;
        else if (!limits.lo)
            range = {range.lo - room, range.hi + room};
    }
    return range;
}

Range x_view(const Axes& axes) {
    Range range;
    if (axes.covered().lo) range.add({*axes.covered().lo, *axes.covered().hi});
    if (range.empty()) {
        for (const Curve& curve : axes.curves()) range.add(x_range(curve));
        for (const Image& image : axes.images()) range.add(x_range(image));
        for (const Mark& mark : axes.marks()) range.add({mark.from, mark.to});
        for (const Note& note : axes.notes()) range.add(note.x);
    }
    return framed(range, axes.xlim(), 0, 1);
}

Range finite_y(const Path& path) {
    Range range;
    for (const Point& point : path.points) range.add_finite(point.y);
    return range;
}

bool is_level(const Curve& curve) { return curve.fn.named() == PlotFn::ampdb; }

Range color_view(const Axes& axes, const View& view) {
    Range range;
    bool levels = false;
    for (std::size_t i = 0; i < view.images.size(); ++i) {
        levels = levels || axes.images()[i].fn.named() == PlotFn::ampdb;
        for (const float z : view.images[i].z.reshaped()) range.add_finite(static_cast<double>(z));
    }
    if (levels && !range.empty()) range.lo = std::max(range.lo, range.hi - color_depth);
    return framed(range, axes.clim(), levels ? -color_depth : 0, levels ? 0 : 1);
}

} // namespace

View view_of(const Axes& axes, Index columns, Index rows) {
    View view;
    view.x = x_view(axes);
    Range y;
    bool levels = false;
    for (const Curve& curve : axes.curves()) {
        Path& path = view.paths.emplace_back(reduce(curve, view.x, columns));
        for (Point& point : path.points) point.y += curve.offset;
        Range range = finite_y(path);
        if (is_level(curve) && !range.empty()) {
            range.lo = std::max(range.lo, range.hi - level_depth);
            levels = true;
        }
        y.add(range);
        if (curve.lane >= 0) view.lane.add(range);
    }
    for (const Image& image : axes.images()) {
        y.add(y_range(image));
        if (image.lane >= 0) view.lane.add(y_range(image));
    }
    for (const Note& note : axes.notes())
        if (note.y) y.add(*note.y);

    const auto strips = static_cast<double>(axes.lanes().size());
    if (strips > 1) {
        if (axes.images().empty()) view.lane.add(0);
        view.lane = framed(view.lane, {}, -1, 1);
        view.stride = view.lane.width() * (axes.images().empty() ? 1.12 : 1.05);
        y = {view.lane.lo - (strips - 1) * view.stride, view.lane.hi};
        for (std::size_t i = 0; i < view.paths.size(); ++i)
            for (Point& point : view.paths[i].points) point.y += view.base(axes.curves()[i].lane);
    }
    const bool tight = !axes.images().empty();
    if (!y.empty() && !tight) {
        const double margin = (strips > 1 ? view.lane.width() : y.width()) * 0.05;
        y = {levels && y.lo == y.hi - level_depth ? y.lo : y.lo - margin, y.hi + margin};
    }
    view.y = framed(y, axes.ylim(), levels ? -level_depth : -1, levels ? 0 : 1);

    // What is far outside of the view is drawn in the right direction.
    const double far = 4 * view.y.width();
    for (Path& path : view.paths)
        for (Point& point : path.points)
            if (!std::isnan(point.y)) point.y = std::clamp(point.y, view.y.lo - far, view.y.hi + far);

    for (const Image& image : axes.images()) {
        const double base = view.base(image.lane);
        Image reduced = reduce(image, view.x, {view.y.lo - base, view.y.hi - base}, columns, rows);
        reduced.y0 += base;
        view.images.push_back(std::move(reduced));
    }
    view.color = color_view(axes, view);
    return view;
}

double nice_step(double width, double count) {
    const double raw = width / std::max(count, 1.0);
    const double power = std::pow(10.0, std::floor(std::log10(raw)));
    for (const double factor : {1.0, 2.0, 5.0})
        if (factor * power >= raw * (1 - 1e-9)) return factor * power;
    return 10 * power;
}

} // namespace pya::plot
