// SPDX-License-Identifier: MIT
#include <pya/error.hpp>
#include <pya/plot/axes.hpp>

#include "plot/color.hpp"
#include "plot/legend.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace pya::plot {

Index Curve::size() const { return samples.rows() > 0 ? samples.rows() : y.size(); }

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
    if (curve.samples.rows() > 0 && curve.samples.cols() == 0)
        detail::fail("Axes::add: the samples of a curve have no channel; the first one would be drawn");
    if (curve.x.size() > 0 && curve.x.size() != curve.size())
        detail::fail("Axes::add: a curve has ", curve.size(), " values and ", curve.x.size(),
                     " places on the x axis; they must agree, or x be empty");
    curves_.push_back(std::move(curve));
    return *this;
}

Axes& Axes::add(Image image) {
    if (is_twin_) detail::fail("Axes::add: an image can't be on the axis on the right");
    for (const auto& [start, step] : {std::pair{image.x0, image.dx}, std::pair{image.y0, image.dy}})
        if (!std::isfinite(start) || !(step > 0) || !std::isfinite(step))
            detail::fail("Axes::add: an image from ", start, " in steps of ", step,
                         "; the start must be finite, and the step finite and above 0");
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
    check("Axes::xlim", "the axis", limits, xscale_);
    xlim_ = limits;
    return *this;
}

Axes& Axes::ylim(const Limits& limits) {
    check("Axes::ylim", "the axis", limits, yscale_);
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

Axes& Axes::colorbar(bool shown) {
    colorbar_ = shown;
    return *this;
}

Axes& Axes::xscale(Scale scale) {
    check("Axes::xscale", "xlim", xlim_, scale);
    xscale_ = scale;
    return *this;
}

Axes& Axes::yscale(Scale scale) {
    check("Axes::yscale", "ylim", ylim_, scale);
    yscale_ = scale;
    return *this;
}

Axes& Axes::nxlabel(Index count) {
    if (count < 0 || count > 1000) detail::fail("Axes::nxlabel: count is ", count, "; it must be 0 to 1000");
    nxlabel_ = count;
    return *this;
}

Axes& Axes::twinx() {
    if (is_twin_) detail::fail("Axes::twinx: these axes are those on the right already");
    if (twin_.empty()) twin_.emplace_back().is_twin_ = true;
    return twin_.front();
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
    std::vector<std::string> texts = legend_texts(*this);
    std::sort(texts.begin(), texts.end());
    const auto different = std::unique(texts.begin(), texts.end()) - texts.begin() -
                           (texts.empty() || !texts.front().empty() ? 0 : 1);
    return legend_.value_or(different > 1) && different > 0;
}

} // namespace pya::plot
