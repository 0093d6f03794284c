// SPDX-License-Identifier: MIT
#include "plot/color.hpp"
#include "plot/script.hpp"
#include "plot/text.hpp"
#include "plot/view.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <tuple>

namespace pya::plot {
namespace {

constexpr double character_width = 7.5, line_height = 15; // of the text on the axes, in pixels

std::string range_text(const Range& range) {
    return joined("[", number(range.lo), ":", number(range.hi), "]");
}

std::size_t fitting(double pixels) {
    return static_cast<std::size_t>(std::max(pixels / character_width, 8.0));
}

std::string color_text(const std::string& color, double alpha) {
    static constexpr char digits[] = "0123456789abcdef";
    const auto transparent = static_cast<unsigned>(std::lround((1 - alpha) * 255));
    return joined("'#", digits[transparent / 16], digits[transparent % 16], color.substr(1), "'");
}

// Formats as %g of printf does, in every locale.
std::string tick_text(double value, int digits_kept = 6) {
    std::array<char, 32> digits;
    return {digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(),
                                         value == 0 ? 0.0 : value, std::chars_format::general, digits_kept)
                               .ptr};
}

// The step of the tics below an axis, which is so wide that their numbers don't touch.
double x_step(const Range& range, double pixels) {
    double step = nice_step(range.width(), pixels / 70);
    for (int widened = 0; widened < 3; ++widened) {
        std::size_t longest = 0;
        for (const double end_of_axis : {range.lo, range.hi})
            longest = std::max(longest, length(tick_text(std::round(end_of_axis / step) * step, 10)));
        const double needed = (static_cast<double>(longest) + 1.5) * 8;
        if (step / range.width() * pixels >= needed) break;
        step = nice_step(range.width(), pixels / needed);
    }
    return step;
}

// Tics with names, in every strip.
std::string named_tics(const Axes& axes, const View& view) {
    std::string list;
    for (std::size_t lane = 0; lane < std::max<std::size_t>(axes.lanes().size(), 1); ++lane)
        for (const Tick& tick : axes.yticks())
            list += joined(list.empty() ? "" : ", ", quoted(tick.text, 12), " ",
                           number(view.base(static_cast<int>(lane)) + tick.at));
    return list;
}

// Tics in every strip, where there is room for them.
std::string lane_tics(const View& view, std::size_t lanes, double pixels) {
    const double lane_pixels = pixels * view.lane.width() / view.y.width();
    std::string list;
    if (lane_pixels >= line_height) {
        double step = nice_step(view.lane.width(), lane_pixels / (1.8 * line_height));
        const bool lonely = std::floor(view.lane.hi / step) <= std::ceil(view.lane.lo / step);
        if (lonely && lane_pixels >= 4 * line_height) step /= 2;
        for (std::size_t lane = 0; lane < lanes; ++lane)
            for (double k = std::ceil(view.lane.lo / step - 1e-9); k * step <= view.lane.hi * (1 + 1e-9); ++k)
                list += joined(list.empty() ? "" : ", ", "'", tick_text(k * step), "' ",
                               number(view.base(static_cast<int>(lane)) + k * step));
    }
    return list;
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

std::string write_image(Script& script, Image image) {
    // gnuplot needs at least two cells in both directions.
    if (image.z.cols() == 1) {
        image.z = image.z.replicate(1, 2).eval();
        image.dx /= 2;
        image.x0 -= image.dx / 2;
    }
    if (image.z.rows() == 1) {
        image.z = image.z.replicate(2, 1).eval();
        image.dy /= 2;
        image.y0 -= image.dy / 2;
    }
    auto& file = script.new_file();
    for (Index r = 0; r < image.z.rows(); ++r)
        for (Index c = 0; c < image.z.cols(); ++c) file.put(image.z(r, c));
    return joined("'", file.name, "' binary array=(", std::to_string(image.z.cols()), ",",
                  std::to_string(image.z.rows()), ") format='%float32' endian=little origin=(",
                  number(image.x0), ",", number(image.y0), ") dx=", number(image.dx),
                  " dy=", number(image.dy), " with image notitle");
}

std::string binary(const Script::File& file, std::size_t records, int columns) {
    std::string format;
    for (int i = 0; i < columns; ++i) format += "%float64";
    return joined("'", file.name, "' binary record=(", std::to_string(records), ") format='", format,
                  "' endian=little using 1:2", columns == 6 ? ":3:4:5:6" : "");
}

std::string write_curve(Script& script, const Curve& curve, const Path& path, const std::string& color,
                        double alpha, std::size_t title_length) {
    auto& file = script.new_file();
    for (const Point& point : path.points) {
        file.put(point.x);
        file.put(point.y);
    }
    const LineStyle& style = curve.style;
    const bool lines = !style.ls.empty();
    const bool points = !style.marker.empty() || (path.sparse && lines);
    std::string clause = binary(file, path.points.size(), 2) + " with " +
                         (lines && points ? "linespoints"
                          : lines         ? "lines"
                                          : "points");
    clause += " lc rgb " + color_text(color, alpha) + " lw " + number((path.dense ? 1.2 : 1.5) * style.lw);
    if (lines)
        clause += style.ls == "--"   ? " dt 2"
                  : style.ls == ":"  ? " dt 3"
                  : style.ls == "-." ? " dt 4"
                                     : " dt 1";
    if (points) {
        const std::string& marker = style.marker;
        clause += marker == "x"   ? " pt 2 ps 0.8"
                  : marker == "+" ? " pt 1 ps 0.8"
                  : marker == "o" ? " pt 7 ps 0.8"
                                  : " pt 7 ps 0.4";
    }
    return clause + (style.label.empty() ? " notitle" : " title " + quoted(style.label, title_length));
}

// Writes marks that look alike to one file: shaded stretches, or lines.
void write_marks(Script& script, const Axes& axes, const View& view, std::vector<std::string>& clauses) {
    const auto look = [](const Mark& mark) {
        return std::tuple(mark.from == mark.to, mark.style.color, mark.style.alpha, mark.style.lw);
    };
    std::vector<Mark> marks = axes.marks();
    std::stable_sort(marks.begin(), marks.end(),
                     [&](const Mark& a, const Mark& b) { return look(a) < look(b); });
    for (std::size_t i = 0; i < marks.size();) {
        const Mark& first = marks[i];
        const bool line = first.from == first.to;
        auto& file = script.new_file();
        std::size_t records = 0;
        for (; i < marks.size() && look(marks[i]) == look(first); ++i) {
            const double from = std::max(marks[i].from, view.x.lo), to = std::min(marks[i].to, view.x.hi);
            if (from > to) continue;
            if (line) {
                for (const double y : {view.y.lo, view.y.hi, std::nan("")}) {
                    file.put(from);
                    file.put(y);
                }
                records += 3;
            } else {
                for (const double v : {from, view.y.lo, from, to, view.y.lo, view.y.hi}) file.put(v);
                ++records;
            }
        }
        if (records == 0) continue;
        const std::string color = first.style.color.empty() ? "#ff7f0e" : hex_color(first.style.color);
        clauses.push_back(line ? binary(file, records, 2) + " with lines lc rgb " +
                                     color_text(color, first.style.alpha) + " lw " + number(first.style.lw) +
                                     " notitle"
                               : binary(file, records, 6) + " with boxxyerror fs solid 1 noborder lc rgb " +
                                     color_text(color, 0.25 * first.style.alpha) + " notitle");
    }
}

// Written upwards beside the axes, always at the same distance, however wide the tics are.
void write_side_label(Script& script, const std::string& text, double left, const Box& box,
                      const Figure& page) {
    script.line("set label ", quoted(text, fitting(box.height)), " at screen ", number(left / page.width()),
                ", screen ", number((box.bottom + box.height / 2) / page.height()),
                " center rotate by 90 front");
}

void write_frame(Script& script, const Axes& axes, const View& view, const Place& place, const Figure& page) {
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
    script.line("set xrange ", range_text(view.x));
    script.line("set yrange ", range_text(view.y));
    script.line("set title ", quoted(axes.title(), fitting(box.width)));
    script.line("set xlabel ", quoted(axes.xlabel(), fitting(box.width)));
    write_side_label(script, axes.ylabel(), box.left - 64, box, page);
    const double step = x_step(view.x, box.width);
    script.line("set xtics out nomirror scale 0.5 ", number(std::ceil(view.x.lo / step - 1e-9) * step), ",",
                number(step));
    const bool strips = axes.lanes().size() > 1;
    if (strips || !axes.yticks().empty()) {
        const std::string tics =
            axes.yticks().empty() ? lane_tics(view, axes.lanes().size(), box.height) : named_tics(axes, view);
        script.line(tics.empty() ? "unset ytics" : joined("set ytics out nomirror scale 0.5 (", tics, ")"));
    } else {
        script.line("set ytics out nomirror scale 0.5 autofreq");
    }
    if (strips) write_lane_names(script, axes, view, box);
    script.line(axes.has_grid() ? "set grid back lt 1 lw 1 lc rgb '#e4e4e4'" : "unset grid");
    script.line(axes.has_legend() ? "set key top right Left reverse opaque" : "unset key");
    if (place.bar.width > 0) {
        script.line("set colorbox vertical user origin screen ", x(place.bar.left), ",", y(place.bar.bottom),
                    " size screen ", x(place.bar.width), ",", y(place.bar.height), " noborder");
        script.line("set palette ", palette(axes.cmap()));
        script.line("set cbrange ", range_text(view.color));
        write_side_label(script, axes.clabel(), place.bar.left + place.bar.width + 56, box, page);
    } else {
        script.line("unset colorbox");
    }
    for (const Note& note : axes.notes())
        if (note.x >= view.x.lo && note.x <= view.x.hi)
            script.line("set label ", quoted(note.text, fitting(box.width)), " at first ", number(note.x),
                        note.y ? ", first " + number(*note.y) + " left front boxed"
                               : ", graph 1 left front offset character 0.4,-0.6");
}

} // namespace

void write_panel(Script& script, const Axes& axes, const Place& place, const Figure& page, double density) {
    const auto pixels = [&](double length) { return std::max<Index>(std::lround(length * density), 2); };
    const View view = view_of(axes, pixels(place.axes.width), pixels(place.axes.height));
    write_frame(script, axes, view, place, page);

    std::vector<std::string> clauses;
    for (Image image : view.images) {
        const auto lo = static_cast<float>(view.color.lo), hi = static_cast<float>(view.color.hi);
        for (float& z : image.z.reshaped())
            if (!std::isnan(z)) z = std::clamp(z, lo, hi);
        if (image.z.size() > 0) clauses.push_back(write_image(script, std::move(image)));
    }
    write_marks(script, axes, view, clauses);
    std::size_t colors = 0;
    const auto firsts = std::count_if(axes.curves().begin(), axes.curves().end(),
                                      [](const Curve& curve) { return curve.lane <= 0; });
    for (std::size_t i = 0; i < view.paths.size(); ++i) {
        const Curve& curve = axes.curves()[i];
        const std::string color =
            curve.style.color.empty() ? cycle_color(colors) : hex_color(curve.style.color);
        const bool last_strip = i + 1 == view.paths.size() || axes.curves()[i + 1].lane <= 0;
        if (curve.style.color.empty() && last_strip) ++colors;
        if (view.paths[i].points.empty() || (curve.style.ls.empty() && curve.style.marker.empty())) continue;
        clauses.push_back(write_curve(script, curve, view.paths[i], color,
                                      curve.style.alpha * (firsts > 1 ? 0.8 : 1),
                                      fitting(place.axes.width / 2)));
    }
    if (clauses.empty()) clauses.push_back("'-' using 1:2 with lines notitle");
    script.text += "plot ";
    for (std::size_t i = 0; i < clauses.size(); ++i) script.text += (i > 0 ? ", \\\n  " : "") + clauses[i];
    script.line();
    if (clauses.size() == 1 && clauses[0][1] == '-') script.line("0 NaN\ne");
}

} // namespace pya::plot
