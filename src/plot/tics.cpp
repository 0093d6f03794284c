// SPDX-License-Identifier: MIT
#include "plot/tics.hpp"

#include "plot/text.hpp"
#include "plot/view.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string_view>
#include <utility>

namespace pya::plot {
namespace {

// Formats as %.10g of printf does, in every locale.
std::string tick_text(double value) {
    std::array<char, 32> digits;
    return {digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(),
                                         value == 0 ? 0.0 : value, std::chars_format::general, 10)
                               .ptr};
}

double width_of(const std::string& text) { return (static_cast<double>(length(text)) + 1.5) * 8; }

// Multiples of a step.
std::vector<Tick> even_tics(const Range& view, double step, double unit) {
    std::vector<Tick> tics;
    const double most = view.hi + 1e-9 * step;
    for (double k = std::ceil(view.lo / step - 1e-9); k * step <= most; ++k)
        tics.push_back({k * step, tick_text(k * step / unit)});
    return tics;
}

// The step of the tics below an axis, which is so wide that their numbers don't touch.
double x_step(const Range& view, double unit, double pixels) {
    double step = nice_step(view.width(), pixels / 70);
    for (int widened = 0; widened < 3; ++widened) {
        double needed = 0;
        for (const double end_of_axis : {view.lo, view.hi})
            needed = std::max(needed, width_of(tick_text(std::round(end_of_axis / step) * step / unit)));
        if (step / view.width() * pixels >= needed) break;
        step = nice_step(view.width(), pixels / needed);
    }
    return step;
}

// The powers of ten, then five times, twice and three times those, wherever there is room; on a short stretch
// of the axis round numbers instead.
std::vector<Tick> warped_tics(const Range& view, Scale scale, double unit, double pixels, bool below) {
    const double lo = unwarp(scale, view.lo), hi = unwarp(scale, view.hi);
    std::vector<Tick> tics;
    const auto add = [&](double value) {
        const double at = warp(scale, value);
        const double slack = 1e-9 * view.width();
        if (!(at >= view.lo - slack) || !(at <= view.hi + slack)) return;
        std::string text = tick_text(value / unit);
        const double needed = below ? width_of(text) : 1.8 * line_height;
        const bool room = std::all_of(tics.begin(), tics.end(), [&](const Tick& tic) {
            return std::abs(tic.at - at) / view.width() * pixels >= needed;
        });
        if (room) tics.push_back({at, std::move(text)});
    };
    if (scale == Scale::mel) add(0);
    const double largest = std::max(std::abs(lo), std::abs(hi));
    const int top = static_cast<int>(std::floor(std::log10(largest)));
    const int bottom = scale == Scale::mel ? top - 3 : static_cast<int>(std::floor(view.lo));
    for (const double factor : {1.0, 5.0, 2.0, 3.0})
        for (int decade = top; decade >= bottom; --decade)
            for (const double sign : {1.0, -1.0}) add(sign * factor * std::pow(10, decade));
    if (tics.size() < 3) {
        tics.clear();
        for (const Tick& tic : even_tics({lo, hi}, nice_step(hi - lo, 6), 1)) add(tic.at);
    }
    return tics;
}

} // namespace

Unit unit_of(const std::string& label, const Range& values) {
    constexpr std::array<std::pair<double, const char*>, 6> prefixes{
        {{1e9, "G"}, {1e6, "M"}, {1, ""}, {1e-3, "m"}, {1e-6, "\xc2\xb5"}, {1e-9, "n"}}};
    const double largest = std::max(std::abs(values.lo), std::abs(values.hi));
    for (const std::string_view unit : {"(s)", "(Hz)"}) {
        if (!std::string_view(label).ends_with(unit)) continue;
        for (const auto& [size, prefix] : prefixes)
            if (largest >= (size > 1 ? size : 0.1 * size) && (size <= 1 || unit == "(Hz)"))
                return {size,
                        joined(label.substr(0, label.size() - unit.size() + 1), prefix, unit.substr(1))};
    }
    return {1, label};
}

std::vector<Tick> tics_below(const Range& view, Scale scale, double unit, double pixels, Index count) {
    if (count == 0 && scale != Scale::linear) return warped_tics(view, scale, unit, pixels, true);
    if (count == 0) return even_tics(view, x_step(view, unit, pixels), unit);
    std::vector<Tick> tics;
    const double intervals = static_cast<double>(std::max<Index>(count - 1, 1));
    const double digits = nice_step(view.width() / intervals, 100);
    for (Index i = 0; i < count; ++i) {
        const double at = view.lo + view.width() * static_cast<double>(i) / intervals;
        const double value = unwarp(scale, at);
        tics.push_back(
            {at, tick_text((scale == Scale::linear ? std::round(value / digits) * digits : value) / unit)});
    }
    return tics;
}

std::vector<Tick> tics_beside(const Range& view, Scale scale, double unit, double pixels, bool levels) {
    if (scale != Scale::linear) return warped_tics(view, scale, unit, pixels, false);
    const double step = nice_step(view.width(), pixels / (levels ? 24 : 32));
    std::vector<Tick> tics = even_tics(view, step, unit);
    const bool lonely = tics.size() < 2 && pixels >= 4 * line_height;
    return lonely ? even_tics(view, step / 2, unit) : tics;
}

std::string list_of(const std::vector<Tick>& tics) {
    std::string list;
    for (const Tick& tic : tics)
        list += joined(list.empty() ? "(" : ", ", plot::quoted(tic.text), " ", number(tic.at));
    return list.empty() ? "()" : list + ")";
}

} // namespace pya::plot
