// SPDX-License-Identifier: MIT
#include <pya/dsp/function.hpp>

#include <pya/dsp/source/noise.hpp>
#include <pya/error.hpp>

#include "support/catch.hpp"

#include <cmath>
#include <functional>
#include <limits>
#include <vector>

using namespace pya;

namespace {

using Kernel = std::function<void(dsp::Block<const float>, dsp::Block<float>)>;
using Exact = std::function<double(double)>;

constexpr float infinity = std::numeric_limits<float>::infinity();

float value(const Kernel& f, float x) {
    float y = 0.5f;
    f({&x, 1}, {&y, 1});
    return y;
}

/// The largest error of f in units of the last digit, over noise of that size and its magnitudes.
double error_in_units(const Kernel& f, const Exact& exact, float size, bool magnitudes = false) {
    Eigen::ArrayXXf x = dsp::white_noise(20011, 1, 5) * size;
    if (magnitudes) x = x.abs();
    Eigen::ArrayXXf y(x.rows(), 1);
    f(x, y);
    double most = 0;
    for (Eigen::Index i = 0; i < x.rows(); ++i) {
        const double right = exact(static_cast<double>(x(i)));
        const float rounded = std::fabs(static_cast<float>(right));
        const double unit =
            static_cast<double>(std::nextafter(rounded, infinity)) - static_cast<double>(rounded);
        const double error = std::fabs(static_cast<double>(y(i)) - right) / unit;
        if (!(error <= most)) most = error;
    }
    return most;
}

} // namespace

TEST_CASE("functions of samples are rounded to the nearest float") {
    const auto of = [](double (*f)(double)) { return Exact(f); };
    for (const float size : {1e-12f, 1e-3f, 1.f, 80.f})
        CHECK(error_in_units(dsp::exp, of(std::exp), size) < 0.501);
    for (const float size : {1e-30f, 1.f, 1e30f})
        CHECK(error_in_units(dsp::log, of(std::log), size, true) < 0.501);
    for (const float size : {1e-30f, 1e-3f, 1.f, 1e4f, 1e9f, 1e20f}) {
        CHECK(error_in_units(dsp::sin, of(std::sin), size) < 0.501);
        CHECK(error_in_units(dsp::cos, of(std::cos), size) < 0.501);
    }
    for (const double exponent : {2., 3., -1., 20., 0.5, -0.7, 0.}) {
        const bool whole = exponent == std::floor(exponent);
        CHECK(error_in_units([&](auto x, auto y) { dsp::pow(x, exponent, y); },
                             [&](double x) { return std::pow(x, exponent); }, 2, !whole) < 0.501);
    }
}

TEST_CASE("tanh of samples is within six units of the last digit and never beyond one") {
    for (const float size : {1e-30f, 1e-3f, 0.3f, 1.f, 4.f, 20.f})
        CHECK(error_in_units(
                  dsp::tanh, [](double x) { return std::tanh(x); }, size) < 6);
    for (float x = 7; x < 12; x += 0.001f) {
        REQUIRE(value(dsp::tanh, x) <= 1);
        REQUIRE(value(dsp::tanh, -x) == -value(dsp::tanh, x));
    }
    CHECK(value(dsp::tanh, infinity) == 1);
    CHECK(value(dsp::tanh, -infinity) == -1);
    CHECK(value(dsp::tanh, 1e30f) == 1);
}

TEST_CASE("functions of samples at the edges of their range") {
    CHECK(value(dsp::exp, infinity) == infinity);
    CHECK(value(dsp::exp, -infinity) == 0);
    CHECK(value(dsp::exp, 89) == infinity);
    CHECK(value(dsp::exp, 0) == 1);
    CHECK(value(dsp::log, 0) == -infinity);
    CHECK(value(dsp::log, -0.f) == -infinity);
    CHECK(std::isnan(value(dsp::log, -1)));
    CHECK(value(dsp::log, 1) == 0);
    CHECK(value(dsp::log, 1e-44f) == static_cast<float>(std::log(static_cast<double>(1e-44f))));
    CHECK(value(dsp::log, infinity) == infinity);
    CHECK(std::isnan(value(dsp::sin, infinity)));
    CHECK(std::isnan(value(dsp::cos, -infinity)));
    CHECK(value(dsp::sin, 1e-40f) == 1e-40f);
    for (const Kernel& f : {Kernel(dsp::tanh), Kernel(dsp::exp), Kernel(dsp::log), Kernel(dsp::sin)})
        CHECK(std::isnan(value(f, std::numeric_limits<float>::quiet_NaN())));
}

TEST_CASE("powers of zeros and of negative samples") {
    for (const double exponent : {2., 3., -1., -2., 0., 0.5, -0.5, std::numeric_limits<double>::infinity()})
        for (const float x : {0.f, -0.f, 1.f, -1.f, -2.f, 1e-40f, infinity}) {
            const float right = static_cast<float>(std::pow(static_cast<double>(x), exponent));
            const float y = value([&](auto in, auto out) { dsp::pow(in, exponent, out); }, x);
            INFO(x << " to the power of " << exponent << " is " << right << ", not " << y);
            if (std::isnan(right)) {
                REQUIRE(std::isnan(y));
            } else {
                REQUIRE(y == right);
                REQUIRE(std::signbit(y) == std::signbit(right));
            }
        }
}

TEST_CASE("functions of samples take all channels, no samples, and memory in place") {
    const Eigen::ArrayXXf x = dsp::white_noise(1003, 3, 6);
    Eigen::ArrayXXf y(1003, 3), in_place = x;
    dsp::sin(x, y);
    dsp::sin(in_place, in_place);
    CHECK((y == in_place).all());
    CHECK(y(1002, 2) == value(dsp::sin, x(1002, 2)));

    in_place(5, 1) = 1e12f; // beyond the range of the fast way
    y = in_place;
    dsp::sin(in_place, in_place);
    CHECK(in_place(5, 1) == static_cast<float>(std::sin(static_cast<double>(1e12f))));
    CHECK(in_place(6, 1) == value(dsp::sin, y(6, 1)));

    Eigen::ArrayXXf none(0, 2), short_of(1002, 3);
    dsp::exp(none, none);
    CHECK_THROWS_AS(dsp::exp(x, short_of), ArgumentError);
}
