// SPDX-License-Identifier: MIT
#include "plot/color.hpp"
#include "plot/frame.hpp"
#include "plot/legend.hpp"
#include "plot/text.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <tuple>

namespace pya::plot {
namespace {

std::string color_text(const std::string& color, double alpha) {
    static constexpr char digits[] = "0123456789abcdef";
    const auto transparent = static_cast<unsigned>(std::lround((1 - alpha) * 255));
    return joined("'#", digits[transparent / 16], digits[transparent % 16], color.substr(1), "'");
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
                        double alpha, bool right, const std::string& title) {
    auto& file = script.new_file();
    for (const Point& point : path.points) {
        file.put(point.x);
        file.put(point.y);
    }
    const LineStyle& style = curve.style;
    const bool lines = !style.ls.empty();
    const bool points = !style.marker.empty() || (path.sparse && lines);
    std::string clause = binary(file, path.points.size(), 2) + (right ? " axes x1y2" : "") + " with " +
                         (lines && points ? "linespoints"
                          : lines         ? "lines"
                                          : "points");
    const std::string dash = !lines             ? ""
                             : style.ls == "--" ? " dt 2"
                             : style.ls == ":"  ? " dt 3"
                             : style.ls == "-." ? " dt 4"
                                                : " dt 1";
    const double width = (path.dense ? 1.2 : 1.5) * style.lw;
    clause += " lc rgb " + color_text(color, alpha) + " lw " + number(width) + dash;
    if (points) {
        const std::string& marker = style.marker;
        clause += marker == "x"   ? " pt 2 ps 0.8"
                  : marker == "+" ? " pt 1 ps 0.8"
                  : marker == "o" ? " pt 7 ps 0.8"
                                  : " pt 7 ps 0.4";
    }
    if (title.empty()) return clause + " notitle";
    if (width >= 1) return clause + " title " + title;
    // A hair would not be seen in the legend.
    return joined(clause, " notitle, \\\n  NaN with lines lc rgb ", color_text(color, 1), " lw 1", dash,
                  " title ", title);
}

// Writes marks that look alike to one file: shaded stretches, or lines.
void write_marks(Script& script, const Axes& axes, const View& view, std::vector<std::string>& clauses) {
    const auto look = [](const Mark& mark) {
        return std::tuple(mark.from == mark.to, mark.style.color, mark.style.alpha, mark.style.lw);
    };
    std::vector<Mark> marks = axes.marks();
    if (axes.twin() != nullptr)
        marks.insert(marks.end(), axes.twin()->marks().begin(), axes.twin()->marks().end());
    for (Mark& mark : marks)
        for (double* end : {&mark.from, &mark.to}) *end = warp(view.x_scale, *end);
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

} // namespace

void write_panel(Script& script, const Axes& axes, const Place& place, const Figure& page, double density) {
    const auto pixels = [&](double length) { return std::max<Index>(std::lround(length * density), 2); };
    const Index columns = pixels(place.axes.width), rows = pixels(place.axes.height);
    const View view = view_of(axes, columns, rows);
    std::optional<View> right;
    if (axes.twin() != nullptr) right = view_of(*axes.twin(), columns, rows, &view);
    write_frame(script, axes, view, right ? &*right : nullptr, place, page);

    std::vector<std::string> clauses;
    for (Image image : view.images) {
        const auto lo = static_cast<float>(view.color.lo), hi = static_cast<float>(view.color.hi);
        for (float& z : image.z.reshaped())
            if (!std::isnan(z)) z = std::clamp(z, lo, hi);
        if (image.z.size() > 0) clauses.push_back(write_image(script, std::move(image)));
    }
    write_marks(script, axes, view, clauses);
    const std::vector<std::string> texts = legend_texts(axes);
    std::size_t colors = 0, number_of_curve = 0;
    const auto first = [](const Curve& curve) { return curve.lane <= 0; };
    auto over = std::count_if(axes.curves().begin(), axes.curves().end(), first);
    if (right) over += std::ssize(axes.twin()->curves());
    const auto write_curves = [&](const Axes& part, const View& seen) {
        for (std::size_t i = 0; i < seen.paths.size(); ++i) {
            const Curve& curve = part.curves()[i];
            const std::string& text = texts[number_of_curve++];
            const std::string color =
                curve.style.color.empty() ? cycle_color(colors++) : hex_color(curve.style.color);
            if (seen.paths[i].points.empty() || (curve.style.ls.empty() && curve.style.marker.empty()))
                continue;
            clauses.push_back(write_curve(script, curve, seen.paths[i], color,
                                          curve.style.alpha * (over > 1 ? 0.8 : 1), part.is_twin(),
                                          text.empty() ? "" : quoted(text, place.legend.characters)));
        }
    };
    write_curves(axes, view);
    if (right) write_curves(*axes.twin(), *right);
    if (clauses.empty()) clauses.push_back("'-' using 1:2 with lines notitle");
    script.text += "plot ";
    for (std::size_t i = 0; i < clauses.size(); ++i) script.text += (i > 0 ? ", \\\n  " : "") + clauses[i];
    script.line();
    if (clauses.size() == 1 && clauses[0][1] == '-') script.line("0 NaN\ne");
}

} // namespace pya::plot
