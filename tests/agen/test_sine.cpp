// SPDX-License-Identifier: MIT
#include "support/catch.hpp"

#include "agen/blocks.hpp"

#include <pya/acurve.hpp>
#include <pya/agen/envelopes.hpp>
#include <pya/agen/generator.hpp>
#include <pya/agen/oscillators.hpp>
#include <pya/asig.hpp>

#include <cmath>
#include <complex>
#include <numbers>

using namespace pya;
using blocks::rendered;

namespace {

constexpr double pi = std::numbers::pi;
constexpr int sr = 44100;

/// The peak of the component of `freq` Hz in whole periods of everything.
double amplitude(const Eigen::ArrayXd& x, double freq) {
    std::complex<double> sum = 0;
    for (Index i = 0; i < x.size(); ++i)
        sum += x(i) * std::polar(1.0, -2 * pi * std::fmod(freq * static_cast<double>(i), sr) / sr);
    return 2 * std::abs(sum) / static_cast<double>(x.size());
}

} // namespace

TEST_CASE("a sine is a sine", "[agen]") {
    const Eigen::ArrayXd y = rendered(gen::sine(441.5), 10000);
    for (Index i = 0; i < y.size(); ++i)
        REQUIRE(std::fabs(y(i) - std::sin(2 * pi * 441.5 * static_cast<double>(i) / sr)) < 1e-11);
}

TEST_CASE("frequency modulation has the sidebands of Bessel", "[agen]") {
    // A sum takes the place of the integral, so the index is a little larger than depth / 100 Hz.
    const double depth = 300, index = pi * depth / (sr * std::sin(pi * 100 / sr));
    const Agen modulator = gen::sine(100, {.phase = 0.25});
    const Eigen::ArrayXd y = rendered(gen::sine(2000 + depth * modulator), 441);
    for (int k = -12; k <= 12; ++k) {
        INFO("sideband " << k);
        CHECK(amplitude(y, 2000 + 100 * k) ==
              Approx(std::fabs(std::cyl_bessel_j(std::abs(k), index))).margin(1e-10));
    }
}

TEST_CASE("phase modulation has the sidebands of Bessel", "[agen]") {
    const Agen phase = 3 / (2 * pi) * gen::sine(100);
    const Eigen::ArrayXd y = rendered(gen::sine(2000, {.phase = phase}), 441);
    for (int k = 0; k <= 12; ++k)
        CHECK(amplitude(y, 2000 + 100 * k) == Approx(std::fabs(std::cyl_bessel_j(k, 3.0))).margin(1e-10));
}

TEST_CASE("the phase of a glide does not drift", "[agen]") {
    constexpr Index n = 2'000'000;
    const double seconds = static_cast<double>(n) / sr, slope = 3000 / seconds / sr;
    const Eigen::ArrayXd y = rendered(gen::sine(gen::line(100, 3100, seconds)), n);
    double worst = 0;
    for (Index i = n - 1000; i < n; ++i) {
        const long double steps = static_cast<long double>(i);
        const long double phase = (100 * steps + slope * steps * (steps - 1) / 2) / sr;
        worst = std::max(worst,
                         std::fabs(y(i) - static_cast<double>(std::sin(2 * std::numbers::pi_v<long double> *
                                                                       (phase - std::floor(phase))))));
    }
    CHECK(worst < 1e-8);
}

TEST_CASE("a negative frequency runs backwards, and one that isn't finite stands still", "[agen]") {
    const Eigen::ArrayXd back = rendered(gen::sine(0 - gen::line(441, 441, 1_s)), 50);
    CHECK(back.isApprox(-rendered(gen::sine(441), 50).col(0), 1e-12));
    const Agen holes = gen::line(441, 441, 1_s).apply([](double) { return std::nan(""); });
    CHECK(rendered(gen::sine(holes, {.phase = 0.25}), 50).isApproxToConstant(1, 1e-12));
}

TEST_CASE("a sine refuses constant frequencies that are negative, or reach half the rate", "[agen]") {
    CHECK_THROWS_AS(gen::sine(-1), ArgumentError);
    CHECK_THROWS_AS(gen::sine(1000).render(1_s, {.sr = 2000}), ArgumentError);
    CHECK(gen::sine(999).render(1_s, {.sr = 2000}).samples() == 2000);
}
