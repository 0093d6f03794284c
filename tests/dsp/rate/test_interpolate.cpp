// SPDX-License-Identifier: MIT
#include <pya/dsp/rate/interpolate.hpp>
#include <pya/error.hpp>

#include <cmath>
#include <limits>
#include <vector>

#include "reference/interpolation.hpp"
#include "support/catch.hpp"

using Eigen::ArrayXd;
using pya::dsp::Interp;
using pya::dsp::Interpolator;

namespace {

using Vector = std::vector<double>;
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
const Vector four{0, 1, 2, 3};

ArrayXd array(const Vector& v) {
    return Eigen::Map<const ArrayXd>(v.data(), static_cast<Eigen::Index>(v.size()));
}

} // namespace

TEST_CASE("every kind of interpolation gives the values of scipy's interp1d") {
    for (const auto& [kind, values] : reference::points_curves) {
        const Interpolator curve(reference::points_x, reference::points_y, kind);
        const ArrayXd got = curve(array(reference::points_t));
        CAPTURE(static_cast<int>(kind));
        CHECK((got - array(values)).abs().maxCoeff() < 1e-12);
    }
}

TEST_CASE("the order of the questions and the hint don't change the curve") {
    for (const auto& [kind, values] : reference::points_curves) {
        const Interpolator curve(reference::points_x, reference::points_y, kind);
        Eigen::Index hint = 1000;
        for (std::size_t i = values.size(); i-- > 0;) {
            const double forwards = curve(reference::points_t[i]);
            CHECK(curve(reference::points_t[i], hint) == forwards);
        }
    }
}

TEST_CASE("outside of the points the ends hold") {
    for (int kind = 0; kind <= static_cast<int>(Interp::cubic); ++kind) {
        const Interpolator curve(four, Vector{5, 1, 2, 7}, static_cast<Interp>(kind));
        CHECK(curve(-1) == Approx(5));
        CHECK(curve(3.5) == Approx(7));
        CHECK(curve(-std::numeric_limits<double>::infinity()) == Approx(5));
        CHECK(curve(std::numeric_limits<double>::infinity()) == Approx(7));
        CHECK(std::isnan(curve(not_a_number)));
    }
}

TEST_CASE("a cubic spline goes through a cubic polynomial and a quadratic spline through a parabola") {
    Vector x, cubic, square;
    for (int i = 0; i < 2000; ++i) {
        const double t = 0.01 * i + 0.003 * (i % 3);
        x.push_back(t);
        cubic.push_back(t * t * t - 7 * t * t + 3);
        square.push_back(2 * t * t - t);
    }
    const Interpolator third(x, cubic, Interp::cubic), second(x, square, Interp::quadratic);
    for (double t = 0; t < 19.9; t += 0.0371) {
        CHECK(third(t) == Approx(t * t * t - 7 * t * t + 3).epsilon(1e-10).margin(1e-9));
        CHECK(second(t) == Approx(2 * t * t - t).epsilon(1e-10).margin(1e-9));
    }
}

TEST_CASE("a linear curve jumps at a double point to the later value") {
    const Interpolator curve(Vector{0, 1, 1, 2}, Vector{0, 0, 1, 1});
    CHECK(curve(std::nextafter(1., 0.)) == 0);
    CHECK(curve(1) == 1);
}

TEST_CASE("a single point is a constant of any kind") {
    for (int kind = 0; kind <= static_cast<int>(Interp::cubic); ++kind)
        CHECK(Interpolator(Vector{4}, Vector{3}, static_cast<Interp>(kind))(17) == 3);
}

TEST_CASE("an interpolator names the argument it can't take") {
    using pya::ArgumentError;
    CHECK_THROWS_AS(Interpolator(Vector{}, Vector{}), ArgumentError);
    CHECK_THROWS_AS(Interpolator(four, Vector{1, 2, 3}), ArgumentError);
    CHECK_THROWS_AS(Interpolator(Vector{0, 2, 1}, Vector{1, 2, 3}), ArgumentError);
    CHECK_THROWS_AS(Interpolator(Vector{0, not_a_number}, Vector{1, 2}), ArgumentError);
    CHECK_THROWS_AS(Interpolator(Vector{0, 1}, Vector{1, 2}, Interp::quadratic), ArgumentError);
    CHECK_THROWS_AS(Interpolator(Vector{0, 1, 2}, Vector{1, 2, 3}, Interp::cubic), ArgumentError);
    CHECK_THROWS_AS(Interpolator(Vector{0, 1, 1, 2}, Vector{1, 2, 3, 4}, Interp::cubic), ArgumentError);
    CHECK_THROWS_AS(Interpolator(Vector{0, 1, 1, 2}, Vector{1, 2, 3, 4}, Interp::slinear), ArgumentError);
    CHECK_THROWS_AS(Interpolator(four, four, Interp::sinc_best), ArgumentError);
}
