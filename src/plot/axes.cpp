// SPDX-License-Identifier: MIT
#include <pya/error.hpp>
#include <pya/plot/axes.hpp>

#include "plot/color.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace pya::plot {

Index Curve::size() const { return std::max(y.size(), samples.rows()); }

Axes& Axes::plot(const Eigen::Ref<const Eigen::ArrayXd>& y, const LineStyle& style) {
    Curve curve;
    curve.y = y;
    curve.style = style;
    return add(std::move(curve));
}

Axes& Axes::plot(const Eigen::Ref<const Eigen::ArrayXd>& x, const Eigen::Ref<const Eigen::ArrayXd>& y,
                 const LineStyle& style) {
    if (x.size() != y.size())
        detail::fail("Axes::plot: x has ", x.size(), " values and y has ", y.size(), "; they must agree");
    Curve curve;
    curve.y = y;
    curve.x = x;
    curve.style = style;
    return add(std::move(curve));
}

Axes& Axes::axvspan(double from, double to, const LineStyle& style) {
    if (!std::isfinite(from) || !std::isfinite(to) || from > to)
        detail::fail("Axes::axvspan: from ", from, " to ", to, "; both must be finite and ascend");
    check(style);
    marks_.push_back({from, to, style});
    return *this;
}

Axes& Axes::axvline(double x, const LineStyle& style) { return axvspan(x, x, style); }

Axes& Axes::text(double x, std::optional<double> y, const std::string& text) {
    if (!std::isfinite(x) || !std::isfinite(y.value_or(0)))
        detail::fail("Axes::text: the point is (", x, ", ", y.value_or(0), "); it must be finite");
    notes_.push_back({x, y, text});
    return *this;
}

Axes& Axes::add(Curve curve) {
    check(curve.style);
    if (!(curve.dx > 0) || !std::isfinite(curve.dx) || !std::isfinite(curve.x0))
        detail::fail("Axes::add: a curve from x0 = ", curve.x0, " in steps of dx = ", curve.dx,
                     "; x0 must be finite and dx above 0");
    if (!std::isfinite(curve.offset) || !std::isfinite(curve.scale))
        detail::fail("Axes::add: offset ", curve.offset, " and scale ", curve.scale, " must be finite");
    curves_.push_back(std::move(curve));
    return *this;
}

Axes& Axes::add(Image image) {
    if (!(image.dx > 0) || !(image.dy > 0) || !std::isfinite(image.x0) || !std::isfinite(image.y0))
        detail::fail("Axes::add: an image from (", image.x0, ", ", image.y0, ") in steps of (", image.dx,
                     ", ", image.dy, "); the start must be finite and the steps above 0");
    if (image.z.size() > 0) images_.push_back(std::move(image));
    return *this;
}

Axes& Axes::cover(double lo, double hi) {
    covered_.lo = std::min(lo, covered_.lo.value_or(lo));
    covered_.hi = std::max(hi, covered_.hi.value_or(hi));
    return *this;
}

Axes& Axes::title(std::string text) {
    title_ = std::move(text);
    return *this;
}

Axes& Axes::xlabel(std::string text) {
    xlabel_ = std::move(text);
    return *this;
}

Axes& Axes::ylabel(std::string text) {
    ylabel_ = std::move(text);
    return *this;
}

Axes& Axes::clabel(std::string text) {
    clabel_ = std::move(text);
    return *this;
}

Axes& Axes::xlim(const Limits& limits) {
    check("Axes::xlim", "the axis", limits);
    xlim_ = limits;
    return *this;
}

Axes& Axes::ylim(const Limits& limits) {
    check("Axes::ylim", "the axis", limits);
    ylim_ = limits;
    return *this;
}

Axes& Axes::clim(const Limits& limits) {
    check("Axes::clim", "the map", limits);
    clim_ = limits;
    return *this;
}

Axes& Axes::legend(bool shown) {
    legend_ = shown;
    return *this;
}

Axes& Axes::grid(bool shown) {
    grid_ = shown;
    return *this;
}

Axes& Axes::cmap(Cmap map) {
    cmap_ = map;
    return *this;
}

Axes& Axes::yticks(std::vector<Tick> ticks) {
    yticks_ = std::move(ticks);
    return *this;
}

Axes& Axes::lanes(std::vector<std::string> names) {
    lanes_ = std::move(names);
    return *this;
}

Axes& Axes::kind(std::string text) {
    kind_ = std::move(text);
    return *this;
}

bool Axes::has_legend() const {
    const auto labelled = std::count_if(curves_.begin(), curves_.end(),
                                        [](const Curve& curve) { return !curve.style.label.empty(); });
    return legend_.value_or(labelled > 1) && labelled > 0;
}

} // namespace pya::plot
