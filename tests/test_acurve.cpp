// SPDX-License-Identifier: MIT
#include <pya/acurve.hpp>
#include <pya/error.hpp>

#include "support/catch.hpp"

#include <cmath>
#include <limits>
#include <vector>

using namespace pya;
using Kind = Acurve::Kind;

namespace {

double half_way_of(const Acurve& curve) { return curve(0.5_s); }

/// The area as a sum of small trapezoids.
double summed(const Acurve& curve, double end) {
    constexpr int steps = 20'000;
    double sum = 0;
    for (int i = 0; i < steps; ++i)
        sum += (curve((i + 0.25) * end / steps) + curve((i + 0.75) * end / steps)) / 2;
    return sum * end / steps;
}

} // namespace

TEST_CASE("a number is a constant curve, and points in braces are one wherever a curve is taken", "[curve]") {
    CHECK(half_way_of(2) == 2);
    CHECK(half_way_of({{0_s, 1}, {1_s, 2}}) == 1.5);
    CHECK(Acurve(2).constant());
    CHECK(Acurve(-2)(-1e9) == -2);
    CHECK_FALSE(Acurve({{0_s, 2}}).constant());
    CHECK(Acurve({{3_s, 2}})(1_s) == 2);
    CHECK(Acurve(std::vector<Acurve::Point>{{0_s, 1}, {1_s, 2}}).points().size() == 2);
}

TEST_CASE("a curve goes between its points as its kind says, and holds beyond them", "[curve]") {
    const std::vector<Acurve::Point> points{{1_s, 1}, {3_s, 4}, {4_s, 2}};
    const Acurve linear(points), exponential(points, Kind::exponential), hold(points, Kind::hold);
    for (const Acurve& curve : {linear, exponential, hold}) {
        for (const auto& [time, value] : points) CHECK(curve(time) == value);
        CHECK(curve(-5_s) == 1);
        CHECK(curve(9_s) == 2);
    }
    CHECK(linear(2_s) == 2.5);
    CHECK(exponential(2_s) == Approx(2));
    CHECK(hold(2.99_s) == 1);
}

TEST_CASE("at a jump the later value holds", "[curve]") {
    const Acurve curve({{0_s, 1}, {1_s, 1}, {1_s, 3}, {2_s, 3}});
    CHECK(curve(std::nextafter(1.0, 0.0)) == Approx(1));
    CHECK(curve(1_s) == 3);
    CHECK(curve.integral(2_s) == 4);
}

TEST_CASE("the integral of a curve is the area from 0 on", "[curve]") {
    const std::vector<Acurve::Point> points{{-1_s, 2}, {1_s, 1}, {1.5_s, 4}, {4_s, 0.25}};
    for (const Kind kind : {Kind::linear, Kind::exponential, Kind::hold}) {
        const Acurve curve(points, kind);
        CHECK(curve.integral(0_s) == 0);
        for (const double end : {0.3, 1.0, 1.2, 3.9, 6.0})
            CHECK(curve.integral(end) == Approx(summed(curve, end)).epsilon(2e-4));
    }
    CHECK(Acurve({{0_s, 1}, {1.5_s, 2}}).integral(1.5_s) == 2.25);
    CHECK(Acurve({{0_s, 1}, {1_s, 2}}, Kind::exponential).integral(1_s) == Approx(1 / std::log(2.0)));
    CHECK(Acurve({{0_s, 3}, {1_s, 3}}, Kind::exponential).integral(1_s) == 3);
    CHECK(Acurve({{0_s, -1}, {1_s, -2}}, Kind::exponential).integral(1_s) == Approx(-1 / std::log(2.0)));
    CHECK(Acurve({{0_s, 1}, {2_s, -1}}).integral(2_s) == 0);
    CHECK(Acurve({{2_s, 1}, {3_s, 0}}).integral(2_s) == 2);
    CHECK(Acurve(2).integral(-3_s) == -6);
    // Far from its points a curve is constant, and its area is that of a constant.
    const double late = 1e17;
    CHECK(Acurve({{late, 0.1}, {2 * late, 3}}).integral(3_s) == 0.1 * 3);
    CHECK(Acurve({{late, 1e300}, {late, -1e300}}).integral(3_s) == 3e300);
    CHECK(Acurve({{-2 * late, 3}, {-late, 0.1}}).integral(3_s) == 0.1 * 3);
}

TEST_CASE("a curve that was moved from is still one", "[curve]") {
    Acurve moved({{0_s, 1}, {2_s, 3}});
    const Acurve curve = std::move(moved);
    CHECK(moved(1_s) == curve(1_s));
    CHECK(moved.points().size() == 2);
}

TEST_CASE("curves of impossible points are refused", "[curve]") {
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    constexpr double infinity = std::numeric_limits<double>::infinity();
    CHECK_THROWS_AS(Acurve(nan), ArgumentError);
    CHECK_THROWS_AS(Acurve(infinity), ArgumentError);
    CHECK_THROWS_AS(Acurve(std::vector<Acurve::Point>{}), ArgumentError);
    CHECK_THROWS_AS(Acurve({{1_s, 1}, {0_s, 1}}), ArgumentError);
    CHECK_THROWS_AS(Acurve({{0_s, 1}, {Seconds(nan), 1}}), ArgumentError);
    CHECK_THROWS_AS(Acurve({{0_s, 1}, {Seconds(infinity), 1}}), ArgumentError);
    CHECK_THROWS_AS(Acurve({{0_s, 1}, {1_s, nan}}), ArgumentError);
    CHECK_THROWS_AS(Acurve({{0_s, 1e300}, {1e300, 1e300}}), ArgumentError);
    CHECK_THROWS_AS(Acurve({{0_s, 1}, {1_s, -1}}, Kind::exponential), ArgumentError);
    CHECK_THROWS_AS(Acurve({{0_s, 0}, {1_s, 1}}, Kind::exponential), ArgumentError);
}
