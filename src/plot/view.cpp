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

Limits warped(Scale scale, Limits limits) {
    for (auto* end : {&limits.lo, &limits.hi})
        if (*end) *end = warp(scale, **end);
    return limits;
}

// What the curves and images of the axes, or their cover, take of the x axis.
Range x_content(const Axes& axes, Scale scale) {
    Range range, covered;
    if (axes.covered().lo) covered = {warp(scale, *axes.covered().lo), warp(scale, *axes.covered().hi)};
    if (!covered.empty() && std::isfinite(covered.lo)) return covered;
    for (const Curve& curve : axes.curves()) range.add(x_range(curve, scale));
    for (const Image& image : axes.images()) range.add(x_range(image, scale));
    for (const Mark& mark : axes.marks())
        for (const double end : {mark.from, mark.to}) range.add_finite(warp(scale, end));
    for (const Note& note : axes.notes()) range.add_finite(warp(scale, note.x));
    if (!covered.empty()) range.hi = std::max(range.lo, covered.hi);
    return range;
}

Range x_view(const Axes& axes, Scale scale) {
    Range range = x_content(axes, scale);
    Limits limits = axes.xlim();
    if (const Axes* twin = axes.twin()) {
        range.add(x_content(*twin, scale));
        if (!limits.lo) limits.lo = twin->xlim().lo;
        if (!limits.hi) limits.hi = twin->xlim().hi;
    }
    return framed(range, warped(scale, limits), 0, 1);
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

View view_of(const Axes& axes, Index columns, Index rows, const View* shared) {
    View view;
    view.x_scale = shared != nullptr ? shared->x_scale : axes.xscale();
    view.y_scale = axes.yscale();
    view.x = shared != nullptr ? shared->x : x_view(axes, view.x_scale);
    Range y;
    for (const Curve& curve : axes.curves()) {
        Path& path = view.paths.emplace_back(reduce(curve, view.x, columns, view.x_scale));
        for (Point& point : path.points) {
            point.y = warp(view.y_scale, point.y + curve.offset);
            if (view.y_scale == Scale::log && std::isinf(point.y)) point.y = std::nan("");
        }
        Range range = finite_y(path);
        view.shows = view.shows || !range.empty();
        if (view.y_scale == Scale::linear && !range.empty()) {
            if (is_level(curve)) range.lo = std::max(range.lo, range.hi - level_depth);
            if (curve.fn.named() == PlotFn::db) // from silence to full scale
                for (const double level : {silence, 0.0}) range.add(curve.offset + curve.scale * level);
            view.levels = view.levels || is_level(curve) || curve.fn.named() == PlotFn::db;
        }
        y.add(range);
        if (curve.lane >= 0) view.lane.add(range);
    }
    for (const Image& image : axes.images()) {
        y.add(y_range(image, view.y_scale));
        if (image.lane >= 0) view.lane.add(y_range(image, view.y_scale));
    }
    for (const Note& note : axes.notes())
        if (note.y) y.add_finite(warp(view.y_scale, *note.y));

    const auto strips = static_cast<double>(axes.lanes().size());
    if (strips > 1) {
        if (axes.images().empty() && view.y_scale == Scale::linear) view.lane.add(0);
        view.lane = framed(view.lane, {}, -1, 1);
        view.stride = view.lane.width() * (axes.images().empty() ? 1.12 : 1.05);
        y = {view.lane.lo - (strips - 1) * view.stride, view.lane.hi};
        for (std::size_t i = 0; i < view.paths.size(); ++i)
            for (Point& point : view.paths[i].points) point.y += view.base(axes.curves()[i].lane);
    }
    const bool tight = !axes.images().empty();
    if (!y.empty() && !tight) {
        const double margin = (strips > 1 ? view.lane.width() : y.width()) * 0.05;
        const bool grounded = view.levels && (y.lo == y.hi - level_depth || y.lo == silence);
        y = {grounded ? y.lo : y.lo - margin, y.hi + margin};
    }
    view.y =
        framed(y, warped(view.y_scale, axes.ylim()), view.levels ? -level_depth : -1, view.levels ? 0 : 1);

    // What is far outside of the view is drawn in the right direction.
    const double far = 4 * view.y.width();
    for (Path& path : view.paths)
        for (Point& point : path.points)
            if (!std::isnan(point.y)) point.y = std::clamp(point.y, view.y.lo - far, view.y.hi + far);

    for (const Image& image : axes.images()) {
        const double base = view.base(image.lane);
        Image reduced = reduce(image, {view.x, columns, view.x_scale},
                               {{view.y.lo - base, view.y.hi - base}, rows, view.y_scale});
        reduced.y0 += base;
        view.images.push_back(std::move(reduced));
    }
    view.color = color_view(axes, view);
    for (const Image& image : view.images) view.shows = view.shows || image.z.isFinite().any();
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
