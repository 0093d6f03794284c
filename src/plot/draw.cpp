// SPDX-License-Identifier: MIT
#include "plot/draw.hpp"

#include <pya/error.hpp>
#include <pya/plot/current.hpp>

#include "plot/color.hpp"

#include <cmath>
#include <utility>

namespace pya::plot {

Axes& open_axes(Axes* given, const Drawing& drawing) {
    const std::string kind = drawing.image ? "" : drawing.xlabel + " / " + drawing.ylabel;
    Axes* axes = given != nullptr ? given : &gca();
    const bool fits = axes->empty() || (!drawing.image && axes->kind() == kind);
    if (given == nullptr && !gcf().arranged() && !fits) axes = &gcf().add_axes();
    if (axes->empty()) {
        axes->kind(kind);
        if (axes->title().empty()) axes->title(drawing.label);
        if (axes->xlabel().empty()) axes->xlabel(drawing.xlabel);
        if (axes->ylabel().empty()) axes->ylabel(drawing.ylabel);
    } else if (!axes->curves().empty() && axes->title() == axes->curves().front().style.label &&
               axes->title() != drawing.label) {
        axes->title(""); // of one signal among several; the legend tells them apart
    }
    return *axes;
}

void draw(Axes& axes, Channels channels) {
    const std::size_t count = channels.curves.size();
    const bool stacked = !channels.offset && count > 1;
    const double offset = channels.offset.value_or(0);
    const std::string label = channels.style.label.empty() ? channels.label : channels.style.label;
    const bool first = axes.empty();
    for (std::size_t c = 0; c < count; ++c) {
        Curve& curve = channels.curves[c];
        curve.scale = channels.scale;
        curve.offset = static_cast<double>(c) * offset;
        curve.style = channels.style;
        if (stacked) curve.lane = static_cast<int>(c);
        if (stacked || count == 1 || offset != 0)
            curve.style.label = c == 0 ? label : "";
        else
            curve.style.label = first || label.empty() ? channels.names[c] : label + ": " + channels.names[c];
        axes.add(std::move(curve));
        if (offset != 0 && count > 1)
            axes.text(0, (static_cast<double>(c) + 0.1) * offset, channels.names[c]);
    }
    if (stacked && axes.lanes().size() < count) axes.lanes(std::move(channels.names));
}

void set_limits(Axes& axes, const Limits& xlim, const Limits& ylim) {
    if (xlim.lo || xlim.hi) axes.xlim(xlim);
    if (ylim.lo || ylim.hi) axes.ylim(ylim);
}

void check(const char* function, const Limits& xlim, const Limits& ylim) {
    check(function, "xlim", xlim);
    check(function, "ylim", ylim);
}

void check(const char* function, double offset, double scale, const LineStyle& style) {
    if (!std::isfinite(offset) || !std::isfinite(scale))
        detail::fail(function, ": offset is ", offset, " and scale ", scale, "; both must be finite");
    check(style);
}

} // namespace pya::plot
