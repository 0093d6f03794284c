// SPDX-License-Identifier: MIT
#include "plot/draw.hpp"

#include <pya/error.hpp>
#include <pya/plot/current.hpp>

#include "plot/color.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace pya::plot {

Axes& open_axes(Axes* given, const Drawing& drawing) {
    const std::string kind = drawing.image ? "" : drawing.xlabel + " / " + drawing.ylabel;
    Axes* axes = given != nullptr ? given : &gca();
    if (drawing.image && axes->is_twin()) detail::fail("plot: an image can't be on the axis on the right");
    const bool fits = axes->empty() || (!drawing.image && axes->kind() == kind);
    if (given == nullptr && !gcf().arranged() && !fits) axes = &gcf().add_axes();
    if (axes->empty()) {
        axes->kind(kind);
        if (axes->title().empty() && !axes->is_twin()) axes->title(drawing.label);
        if (axes->xlabel().empty()) axes->xlabel(drawing.xlabel);
        if (axes->ylabel().empty()) axes->ylabel(drawing.ylabel);
    }
    return *axes;
}

void draw(Axes& axes, Channels channels) {
    const std::size_t count = channels.curves.size();
    const bool stacked = !channels.offset && count > 1;
    const double offset = channels.offset.value_or(0);
    const std::string label = shown_label(channels.label, channels.style);
    for (std::size_t c = 0; c < count; ++c) {
        Curve& curve = channels.curves[c];
        curve.scale = channels.scale;
        curve.offset = static_cast<double>(c) * offset;
        curve.style = channels.style;
        if (stacked) curve.lane = static_cast<int>(c);
        curve.style.label = label;
        if (count > 1) curve.channel = channels.names[c];
        axes.add(std::move(curve));
    }
    if (offset != 0 && count > 1) write_names(axes, offset, channels.names);
    if (stacked && axes.lanes().size() < count) axes.lanes(std::move(channels.names));
}

void write_names(Axes& axes, double offset, const std::vector<std::string>& names) {
    for (std::size_t c = 0; c < names.size(); ++c)
        axes.text(0, (static_cast<double>(c) + 0.1) * offset, names[c]);
}

void set_limits(Axes& axes, const Limits& xlim, const Limits& ylim) {
    if (xlim.lo || xlim.hi) axes.xlim(xlim);
    if (ylim.lo || ylim.hi) axes.ylim(ylim);
}

void set_frequencies(Axes& axes, const Limits& xlim, Scale xscale, double sr) {
    if (xscale != Scale::linear) axes.xscale(xscale);
    set_limits(axes, xlim, {});
    if (axes.xscale() == Scale::log && !axes.xlim().lo && (!xlim.hi || *xlim.hi > sr / 200))
        axes.xlim({std::min(20.0, sr / 200), axes.xlim().hi});
}

void check(const char* function, const Limits& xlim, const Limits& ylim, Scale xscale, Scale yscale) {
    check(function, "xlim", xlim, xscale);
    check(function, "ylim", ylim, yscale);
}

void check(const char* function, double offset, double scale, const LineStyle& style) {
    if (!std::isfinite(offset) || !std::isfinite(scale))
        detail::fail(function, ": offset is ", offset, " and scale ", scale, "; both must be finite");
    check(style);
}

} // namespace pya::plot
