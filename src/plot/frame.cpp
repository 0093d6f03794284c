// SPDX-License-Identifier: MIT
#include "plot/frame.hpp"

#include <pya/log.hpp>

#include "plot/color.hpp"
#include "plot/legend.hpp"
#include "plot/text.hpp"
#include "plot/tics.hpp"

#include <algorithm>
#include <cmath>

namespace pya::plot {
namespace {

std::string range_text(const Range& range) {
    return joined("[", number(range.lo), ":", number(range.hi), "]");
}

Range unwarped(Scale scale, const Range& range) { return {unwarp(scale, range.lo), unwarp(scale, range.hi)}; }

// The tics of every strip, where there is room for them.
std::vector<Tick> lane_tics(const View& view, std::size_t lanes, double unit, double pixels) {
    std::vector<Tick> all;
    const double lane_pixels = pixels * view.lane.width() / view.y.width();
    if (lane_pixels < line_height) return all;
    const std::vector<Tick> tics = tics_beside(view.lane, view.y_scale, unit, lane_pixels, view.levels);
    for (std::size_t lane = 0; lane < lanes; ++lane)
        for (const Tick& tic : tics) all.push_back({tic.at + view.base(static_cast<int>(lane)), tic.text});
    return all;
}

// Names in place of numbers, in every strip.
std::vector<Tick> named_tics(const Axes& axes, const View& view, std::size_t lanes) {
    std::vector<Tick> all;
    for (std::size_t lane = 0; lane < lanes; ++lane)
        for (const Tick& tick : axes.yticks())
            all.push_back({view.base(static_cast<int>(lane)) + warp(view.y_scale, tick.at), tick.text});
    return all;
}

std::vector<Tick> y_tics(const Axes& axes, const View& view, std::size_t lanes, double unit, double pixels) {
    if (!axes.yticks().empty()) return named_tics(axes, view, lanes);
    if (lanes > 1) return lane_tics(view, lanes, unit, pixels);
    return tics_beside(view.y, view.y_scale, unit, pixels, view.levels);
}

void write_lane_names(Script& script, const Axes& axes, const View& view, const Box& box) {
    const double lane_pixels = box.height * view.stride / view.y.width();
    const auto every = static_cast<std::size_t>(std::max(std::ceil(line_height / lane_pixels), 1.0));
    for (std::size_t lane = 0; lane < axes.lanes().size(); lane += every) {
        const double y = view.base(static_cast<int>(lane)) + view.lane.hi;
        if (!(y > view.y.lo) || !(y <= view.y.hi)) continue;
        script.line("set label ", quoted(axes.lanes()[lane], fitting(box.width / 3)), " at graph ",
                    number(8 / box.width), ", first ", number(y), " left front boxed offset character 0,",
                    lane_pixels > 2 * line_height ? "-0.6" : "-0.3");
    }
}

// Written upwards beside the axes, always at the same distance, however wide the tics are.
void write_side_label(Script& script, const std::string& text, double left, const Box& box,
                      const Figure& page) {
    script.line("set label ", quoted(text, fitting(box.height)), " at screen ", number(left / page.width()),
                ", screen ", number((box.bottom + box.height / 2) / page.height()),
                " center rotate by 90 front");
}

// The y axis on the left, or on the right.
void write_y(Script& script, const Axes& axes, const View& view, const Box& box, const Figure& page) {
    const bool right = axes.is_twin();
    const std::size_t lanes = std::max<std::size_t>(axes.lanes().size(), 1);
    const Unit unit = unit_of(axes.ylabel(), unwarped(view.y_scale, lanes > 1 ? view.lane : view.y));
    const std::string axis = right ? "y2" : "y";
    script.line("set ", axis, "range ", range_text(view.y));
    script.line("set ", axis, "tics out nomirror scale 0.5 ",
                list_of(y_tics(axes, view, lanes, unit.size, box.height)));
    write_side_label(script, unit.label, right ? box.left + box.width + 58 : box.left - 64, box, page);
    if (lanes > 1 && !right) write_lane_names(script, axes, view, box);
}

void write_notes(Script& script, const Axes& axes, const View& view, const Box& box) {
    for (const Note& note : axes.notes()) {
        const double x = warp(view.x_scale, note.x), y = warp(view.y_scale, note.y.value_or(1));
        if (!(x >= view.x.lo) || !(x <= view.x.hi) || !std::isfinite(y)) continue;
        script.line("set label ", quoted(note.text, fitting(box.width)), " at first ", number(x),
                    note.y ? joined(axes.is_twin() ? ", second " : ", first ", number(y), " left front boxed")
                           : ", graph 1 left front offset character 0.4,-0.6");
    }
}

// Axes that show nothing say why.
void write_reason(Script& script, const Axes& axes) {
    const bool values =
        !axes.images().empty() || std::any_of(axes.curves().begin(), axes.curves().end(),
                                              [](const Curve& curve) { return curve.size() > 0; });
    const std::string reason = values ? "no finite values in view" : "no values";
    log_warning("plot: the axes '" + axes.title() + "' show nothing; they have " + reason);
    script.line("set label ", plot::quoted(reason), " at graph 0.5, graph 0.5 center front tc rgb '#808080'");
}

} // namespace

void write_frame(Script& script, const Axes& axes, const View& view, const View* right, const Place& place,
                 const Figure& page) {
    const Box& box = place.axes;
    const auto x = [&](double pixels) { return number(pixels / page.width()); };
    const auto y = [&](double pixels) { return number(pixels / page.height()); };
    script.line("unset label");
    if (&axes == &page.panels().front().axes && !page.suptitle().empty())
        script.line("set label ", quoted(page.suptitle(), fitting(page.width())), " at screen 0.5, screen ",
                    number(1 - 18 / page.height()), " center font ',12' front");
    script.line("set lmargin at screen ", x(box.left));
    script.line("set rmargin at screen ", x(box.left + box.width));
    script.line("set bmargin at screen ", y(box.bottom));
    script.line("set tmargin at screen ", y(box.bottom + box.height));
    script.line("set title ", quoted(title_of(axes), fitting(box.width)), " offset screen 0, screen ",
                y(place.legend.height() - 6));

    const Unit unit = unit_of(axes.xlabel(), unwarped(view.x_scale, view.x));
    script.line("set xrange ", range_text(view.x));
    script.line("set xlabel ", quoted(unit.label, fitting(box.width)));
    script.line("set xtics out nomirror scale 0.5 ",
                list_of(tics_below(view.x, view.x_scale, unit.size, box.width, axes.nxlabel())));
    write_y(script, axes, view, box, page);
    if (right != nullptr)
        write_y(script, *axes.twin(), *right, box, page);
    else
        script.line("unset y2tics");
    // A frame on the left and below, and nothing above.
    script.line("set border ", right != nullptr ? "11" : "3", " back lc rgb '#555555'");
    script.line(axes.has_grid() ? "set grid xtics ytics back lt 1 lw 1 lc rgb '#e4e4e4'" : "unset grid");
    if (place.legend.rows > 0)
        script.line("set key at screen ", x(box.left + box.width), ", screen ",
                    y(box.bottom + box.height + 2), " right bottom horizontal Left reverse maxcols ",
                    std::to_string(place.legend.columns));
    else
        script.line("unset key");
    if (place.bar.width > 0)
        script.line("set colorbox vertical user origin screen ", x(place.bar.left), ",", y(place.bar.bottom),
                    " size screen ", x(place.bar.width), ",", y(place.bar.height), " noborder");
    else
        script.line("unset colorbox");
    if (!axes.images().empty()) {
        script.line("set palette ", palette(axes.cmap()));
        script.line("set cbrange ", range_text(view.color));
    }
    if (place.bar.width > 0)
        write_side_label(script, axes.clabel(), place.bar.left + place.bar.width + 56, box, page);
    write_notes(script, axes, view, box);
    if (right != nullptr) write_notes(script, *axes.twin(), *right, box);
    if (!view.shows && (right == nullptr || !right->shows) && axes.marks().empty() && axes.notes().empty())
        write_reason(script, axes);
}

} // namespace pya::plot
