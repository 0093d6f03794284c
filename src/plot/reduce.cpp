// SPDX-License-Identifier: MIT
#include "plot/reduce.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace pya::plot {
namespace {

// The extremes of the numbers among n values. Separate lanes let the compiler use SIMD.
template <class Scalar, class Of>
Range extremes(const Scalar* y, Index n, Of of) {
    constexpr Index lanes = 16;
    constexpr Scalar inf = std::numeric_limits<Scalar>::infinity();
    std::array<Scalar, lanes> lo, hi;
    lo.fill(inf);
    hi.fill(-inf);
    Index i = 0;
    for (; i + lanes <= n; i += lanes)
        for (std::size_t k = 0; k < lanes; ++k) {
            const Scalar v = of(y[i + static_cast<Index>(k)]);
            lo[k] = v < lo[k] ? v : lo[k];
            hi[k] = v > hi[k] ? v : hi[k];
        }
    Range range;
    for (std::size_t k = 0; k < lanes; ++k) range.add(Range{lo[k], hi[k]});
    for (; i < n; ++i) range.add(static_cast<double>(of(y[i])));
    return range;
}

template <class Scalar>
Range mapped_extremes(const Scalar* y, Index n, const PlotFn& fn) {
    Range range;
    if (!fn.rises()) {
        for (Index i = 0; i < n; ++i) range.add(fn(static_cast<double>(y[i])));
        return range;
    }
    const bool levels = fn.named() == PlotFn::db;
    range = levels ? extremes(y, n, [](Scalar v) { return v < 0 ? -v : v; })
                   : extremes(y, n, [](Scalar v) { return v; });
    return range.empty() ? range : Range{height(fn, range.lo), height(fn, range.hi)};
}

Index clamp_index(double position, Index n) {
    return static_cast<Index>(std::clamp(position, 0.0, static_cast<double>(n)));
}

// The number of the first of n places x0 + i dx that is at or beyond x.
Index first_at(double x, double x0, double dx, Index n) { return clamp_index(std::ceil((x - x0) / dx), n); }

Index first_at(const Curve& curve, double x) {
    if (curve.x.size() == 0) return first_at(x, curve.x0, curve.dx, curve.size());
    return std::lower_bound(curve.x.begin(), curve.x.end(), x) - curve.x.begin();
}

double x_of(const Curve& curve, Index i) {
    return curve.x.size() == 0 ? curve.x0 + static_cast<double>(i) * curve.dx : curve.x[i];
}

template <class Scalar>
Path reduce(const Curve& curve, const Scalar* y, const Range& view, Index columns, Scale scale) {
    const Index n = curve.size();
    const bool ascends = curve.x.size() == 0 || std::is_sorted(curve.x.begin(), curve.x.end());
    // One neighbour beyond each end of the view, so that the line reaches the edge.
    const Index begin = ascends ? std::max<Index>(first_at(curve, unwarp(scale, view.lo)) - 1, 0) : 0;
    const Index stop = ascends ? std::min<Index>(first_at(curve, unwarp(scale, view.hi)) + 1, n) : n;
    Path path;
    path.sparse = stop - begin <= columns / 8;
    const auto add = [&](Index i) {
        const double x = warp(scale, x_of(curve, i));
        if (scale == Scale::linear || std::isfinite(x))
            path.points.push_back({x, curve.scale * height(curve.fn, static_cast<double>(y[i]))});
    };
    if (!ascends || stop - begin <= 2 * columns) {
        for (Index i = begin; i < stop; ++i) add(i);
        return path;
    }
    path.dense = true;
    const double width = view.width() / static_cast<double>(columns);
    Index from = begin;
    for (Index c = 0; c < columns; ++c) {
        const double left = view.lo + static_cast<double>(c) * width;
        const Index to =
            c + 1 == columns ? stop : std::clamp(first_at(curve, unwarp(scale, left + width)), from, stop);
        if (from == to) continue;
        if (scale != Scale::linear && to - from == 1) { // where a warped axis is wide
            add(from);
            from = to;
            continue;
        }
        const Range range = mapped_extremes(y + from, to - from, curve.fn);
        const double x = left + width / 2;
        if (range.empty()) {
            path.points.push_back({x, std::numeric_limits<double>::quiet_NaN()});
        } else {
            double near = curve.scale * range.lo, far = curve.scale * range.hi;
            if (!path.points.empty() &&
                std::abs(far - path.points.back().y) < std::abs(near - path.points.back().y))
                std::swap(near, far);
            path.points.push_back({x, near});
            path.points.push_back({x, far});
        }
        from = to;
    }
    return path;
}

// Reduces the number of cells along one side of an image: cell c replaces the cells [edge[c], edge[c + 1]).
struct Cells {
    std::vector<Index> edges;
    double start = 0, step = 1;

    /// The cells of n that a cell replaces. A cell between two of them shows the one before it.
    std::pair<Index, Index> sources(Index cell, Index n) const {
        const auto c = static_cast<std::size_t>(cell);
        const Index first = std::min(edges[c], n - 1);
        return {first, std::max(edges[c + 1], first + 1)};
    }
};

// Each as large as a pixel, since the cells of the image aren't even on a warped axis.
Cells warped_cells(double x0, double dx, Index n, const Side& side) {
    const double lo = std::max(side.view.lo, warp(side.scale, x0 - dx / 2));
    const double hi = std::min(side.view.hi, warp(side.scale, x0 + (static_cast<double>(n) - 0.5) * dx));
    Cells result;
    result.edges.push_back(0);
    if (!(lo < hi)) return result;
    const double count =
        std::max(std::round(static_cast<double>(side.most) * (hi - lo) / side.view.width()), 1.0);
    result.step = (hi - lo) / count;
    result.start = lo + result.step / 2;
    result.edges.clear();
    for (double c = 0; c <= count; ++c)
        result.edges.push_back(
            clamp_index(std::floor((unwarp(side.scale, lo + c * result.step) - x0) / dx + 0.5), n));
    return result;
}

Cells cells(double x0, double dx, Index n, const Side& side) {
    if (side.scale != Scale::linear) return warped_cells(x0, dx, n, side);
    const auto& [view, most, scale] = side;
    const Index begin = first_at(view.lo - dx / 2, x0, dx, n);
    const Index stop = std::max(begin, clamp_index(std::floor((view.hi + dx / 2 - x0) / dx) + 1, n));
    Cells result;
    if (stop - begin <= most) {
        for (Index i = begin; i <= stop; ++i) result.edges.push_back(i);
        result.start = x0 + static_cast<double>(begin) * dx;
        result.step = dx;
        return result;
    }
    result.step = view.width() / static_cast<double>(most);
    result.start = view.lo + result.step / 2;
    for (Index c = 0; c < most; ++c) {
        const double left = view.lo + static_cast<double>(c) * result.step;
        result.edges.push_back(c == 0 ? begin : std::clamp(first_at(left, x0, dx, n), begin, stop));
    }
    result.edges.push_back(stop);
    return result;
}

// From start to so many steps later.
Range warped(Scale scale, double start, double step, double steps) {
    const double stop = start + steps * step;
    start = first_place(scale, start, step);
    return start <= stop ? Range{warp(scale, start), warp(scale, stop)} : Range{};
}

} // namespace

void Range::add_finite(double value) {
    if (std::isfinite(value)) add(value);
}

double height(const PlotFn& fn, double value) {
    return fn.named() == PlotFn::db ? fn(std::abs(value)) + silence : fn(value);
}

Path reduce(const Curve& curve, const Range& view, Index columns, Scale x_scale) {
    if (curve.samples.rows() > 0) return reduce(curve, curve.samples.channel(0), view, columns, x_scale);
    return reduce(curve, curve.y.data(), view, columns, x_scale);
}

Range x_range(const Curve& curve, Scale scale) {
    const Index n = curve.size();
    Range range;
    if (curve.x.size() > 0)
        for (const double x : curve.x) range.add_finite(warp(scale, x));
    else if (n > 0)
        range = warped(scale, curve.x0, curve.dx, static_cast<double>(n - 1));
    return range;
}

Range x_range(const Image& image, Scale scale) {
    return warped(scale, image.x0 - image.dx / 2, image.dx, static_cast<double>(image.z.cols()));
}

Range y_range(const Image& image, Scale scale) {
    return warped(scale, image.y0 - image.dy / 2, image.dy, static_cast<double>(image.z.rows()));
}

Image reduce(const Image& image, const Side& x, const Side& y) {
    const Cells across = cells(image.x0, image.dx, image.z.cols(), x);
    const Cells up = cells(image.y0, image.dy, image.z.rows(), y);
    Image result;
    result.x0 = across.start;
    result.dx = across.step;
    result.y0 = up.start;
    result.dy = up.step;
    result.lane = image.lane;
    const auto nx = static_cast<Index>(across.edges.size()) - 1, ny = static_cast<Index>(up.edges.size()) - 1;
    result.z.resize(ny, nx);
    const bool rises = image.fn.rises();
    const auto value = [&](float z) { return static_cast<float>(image.fn(static_cast<double>(z))); };
    constexpr float least = -std::numeric_limits<float>::infinity();
    Eigen::ArrayXf highest(image.z.rows());
    for (Index c = 0; c < nx; ++c) {
        const auto [left, right] = across.sources(c, image.z.cols());
        highest.setConstant(least);
        for (Index k = left; k < right; ++k)
            for (Index i = 0; i < highest.size(); ++i) {
                const float z = rises ? image.z(i, k) : value(image.z(i, k));
                highest[i] = z > highest[i] ? z : highest[i];
            }
        for (Index r = 0; r < ny; ++r) {
            const auto [low, high] = up.sources(r, image.z.rows());
            const float z = highest.segment(low, high - low).maxCoeff();
            const bool gap = z == least && std::isnan(image.z(low, left));
            result.z(r, c) = gap ? std::numeric_limits<float>::quiet_NaN() : rises ? value(z) : z;
        }
    }
    return result;
}

} // namespace pya::plot
