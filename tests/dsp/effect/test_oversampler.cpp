// SPDX-License-Identifier: MIT
#include "dsp/effect/oversampler.hpp"

#include "support/catch.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <vector>

using pya::dsp::impl::double_rate;
using pya::dsp::impl::HalfBand;
using pya::dsp::impl::halve_rate;
using pya::dsp::impl::MeansHalver;
using pya::simd::Baseline;

namespace {

constexpr std::size_t most = 40;

double sine(double cycles) { return std::sin(2 * std::numbers::pi * cycles); }

// A signal at twice its rate, in blocks of up to `most` samples.
template <std::size_t width>
std::vector<double> doubled(HalfBand<width>& stage, const std::vector<double>& x) {
    std::vector<double> y(2 * x.size());
    for (std::size_t i = 0, n = 0; i < x.size(); i += n) {
        n = std::min(1 + i % most, x.size() - i);
        double_rate<Baseline, most>(stage, &x[i], n, &y[2 * i]);
    }
    return y;
}

template <class Stage>
std::vector<double> halved(Stage& stage, const std::vector<double>& x) {
    std::vector<double> y(x.size() / 2);
    for (std::size_t i = 0, n = 0; i < y.size(); i += n) {
        n = std::min(1 + i % most, y.size() - i);
        halve_rate<Baseline, most>(stage, &x[2 * i], n, &y[i]);
    }
    return y;
}

std::vector<double> tone(double freq, std::size_t n) {
    std::vector<double> x(n);
    for (std::size_t i = 0; i < n; ++i) x[i] = sine(freq * static_cast<double>(i));
    return x;
}

} // namespace

TEST_CASE("a rate that is doubled and halved gives the signal, late by the width") {
    HalfBand<32> stage;
    const std::vector<double> x = tone(0.4, 400), y = halved(stage, doubled(stage, x));
    for (std::size_t i = 100; i < 400; ++i) REQUIRE(std::abs(y[i] - x[i - 32]) < 4e-5);
}

TEST_CASE("a doubled rate has the values between the samples") {
    HalfBand<32> stage;
    const std::vector<double> y = doubled(stage, tone(0.4, 400));
    for (int i = 100; i < 800; ++i)
        REQUIRE(std::abs(y[static_cast<std::size_t>(i)] - sine(0.2 * (i - 32))) < 4e-5);
}

TEST_CASE("a half-band filter cuts what is above half of the lower rate") {
    HalfBand<32> stage;
    const std::vector<double> y = halved(stage, tone(0.31, 1000));
    for (std::size_t i = 100; i < 500; ++i) REQUIRE(std::abs(y[i]) < 1e-5);
}

TEST_CASE("a constant stays a constant at a doubled rate") {
    HalfBand<12> stage;
    for (const double y : doubled(stage, std::vector<double>(100, 1.))) CHECK((y < 1.2 && y > -0.2));
    for (const double y : doubled(stage, std::vector<double>(100, 1.))) CHECK(y == Approx(1).margin(1e-12));
}

TEST_CASE("means over the steps of a signal are halved to the signal, late by 8 samples") {
    HalfBand<8> up;
    MeansHalver down;
    const std::vector<double> x = tone(0.45 / 8, 400);
    std::vector<double> y = doubled(up, x);
    for (std::size_t i = y.size() - 1; i > 0; --i) y[i] = 0.5 * (y[i] + y[i - 1]);
    const std::vector<double> z = halved(down, y);
    for (std::size_t i = 100; i < 400; ++i) REQUIRE(std::abs(z[i] - x[i - 8]) < 5e-5);
}

TEST_CASE("stages that are reset are as new") {
    HalfBand<8> used, fresh;
    MeansHalver used_down, fresh_down;
    const std::vector<double> x = tone(0.07, 50);
    halved(used, doubled(used, x)), halved(used_down, x);
    used.reset(), used_down.reset();
    CHECK(halved(used, doubled(used, x)) == halved(fresh, doubled(fresh, x)));
    CHECK(halved(used_down, x) == halved(fresh_down, x));
}
