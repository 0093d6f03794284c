// SPDX-License-Identifier: MIT
#include <pya/acurve.hpp>
#include <pya/error.hpp>

#include <algorithm>
#include <cmath>
#include <utility>

namespace pya {
namespace {

// The value, and the area under the curve, when `elapsed` of `duration` has passed on the way from a to b.
double value_between(double a, double b, double elapsed, double duration, Acurve::Kind kind) {
    switch (kind) {
    case Acurve::Kind::linear: return a + (b - a) * (elapsed / duration);
    case Acurve::Kind::exponential: return a * std::pow(b / a, elapsed / duration);
    default: return a;
    }
}

double area_between(double a, double b, double elapsed, double duration, Acurve::Kind kind) {
    const double part = elapsed / duration;
    if (kind == Acurve::Kind::linear) return elapsed * (a + (b - a) * part / 2);
    if (kind == Acurve::Kind::hold || a == b) return elapsed * a;
    const double growth = std::log(b / a);
    return duration * a * std::expm1(growth * part) / growth;
}

} // namespace

Acurve::Acurve(double value) : Acurve({{0, value}}) { constant_ = true; }

Acurve::Acurve(std::vector<Point> points, Kind kind) : points_(std::move(points)), kind_(kind) {
    using detail::fail;
    if (points_.empty()) fail("Acurve: there are no points; there must be at least one");
    for (std::size_t i = 0; i < points_.size(); ++i) {
        const auto [time, value] = points_[i];
        if (!std::isfinite(time.value) || !std::isfinite(value))
            fail("Acurve: point ", i, " is ", value, " at ", time.value, " s; both must be finite");
        if (i > 0 && time.value < points_[i - 1].time.value)
            fail("Acurve: point ", i, " is at ", time.value, " s, after one at ", points_[i - 1].time.value,
                 " s; the times must ascend");
        if (kind == Kind::exponential && !(value * points_[0].value > 0))
            fail("Acurve: point ", i, " is ", value,
                 "; all values of an exponential curve must have the same sign");
    }
    areas_.resize(points_.size());
    for (std::size_t i = 1; i < points_.size(); ++i) {
        const auto &from = points_[i - 1], &to = points_[i];
        const double duration = to.time.value - from.time.value;
        areas_[i] = areas_[i - 1];
        if (duration > 0) areas_[i] += area_between(from.value, to.value, duration, duration, kind_);
        if (!std::isfinite(areas_[i])) fail("Acurve: the area up to point ", i, " is too large");
    }
}

// The number of the last point at or before a time; 0 before the first one.
std::size_t Acurve::last_point_at(double time) const {
    const auto later = std::upper_bound(points_.begin(), points_.end(), time,
                                        [](double t, const Point& point) { return t < point.time.value; });
    return later == points_.begin() ? 0 : static_cast<std::size_t>(later - points_.begin() - 1);
}

double Acurve::operator()(Seconds time) const {
    const std::size_t i = last_point_at(time.value);
    const auto& from = points_[i];
    const double elapsed = time.value - from.time.value;
    if (i + 1 == points_.size() || elapsed <= 0) return from.value;
    const auto& to = points_[i + 1];
    return value_between(from.value, to.value, elapsed, to.time.value - from.time.value, kind_);
}

double Acurve::area(double time) const {
    const std::size_t i = last_point_at(time);
    const auto& from = points_[i];
    const double elapsed = time - from.time.value;
    if (i + 1 == points_.size() || elapsed <= 0) return areas_[i] + elapsed * from.value;
    const auto& to = points_[i + 1];
    return areas_[i] + area_between(from.value, to.value, elapsed, to.time.value - from.time.value, kind_);
}

Acurve Acurve::of(const std::function<double(double)>& f, Seconds dur, double rate) {
    const double last = dur.value * rate;
    if (!(dur.value >= 0 && rate > 0 && last <= 1e9))
        detail::fail("Acurve::of: ", dur.value, " s at ", rate,
                     " Hz; both must be positive, and their product at most 10^9");
    std::vector<Point> points;
    for (double i = 0; i < last + 1e-6; ++i) points.push_back({i / rate, f(i / rate)});
    return Acurve(std::move(points));
}

double Acurve::integral(Seconds time) const {
    // Where the curve does not change, no difference of areas costs digits.
    const Point &first = points_.front(), &last = points_.back();
    if (std::max(time.value, 0.) <= first.time.value) return first.value * time.value;
    if (std::min(time.value, 0.) >= last.time.value) return last.value * time.value;
    return area(time.value) - area(0);
}

} // namespace pya
