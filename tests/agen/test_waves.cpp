// SPDX-License-Identifier: MIT
#include "support/catch.hpp"

#include "agen/blocks.hpp"

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

Eigen::ArrayXd first(const Agen& generator, Index n) { return rendered(generator, n, n, 1000).col(0); }

/// Peaks at the multiples of 1 / x.size() of the sampling rate.
Eigen::ArrayXd amplitudes(const Eigen::ArrayXd& x) {
    const Index n = x.size();
    Eigen::ArrayXd peaks(n / 2 + 1);
    for (Index k = 0; k < peaks.size(); ++k) {
        std::complex<double> sum = 0;
        for (Index i = 0; i < n; ++i)
            sum += x(i) * std::polar(1.0, -2 * pi * static_cast<double>(k * i % n) / static_cast<double>(n));
        peaks(k) = (k == 0 ? 1 : 2) * std::abs(sum) / static_cast<double>(n);
    }
    return peaks;
}

/// The loudest component of a wave that is no harmonic of it, in dB re its fundamental. `period` samples have
/// whole periods of the wave and of all of its aliases.
double worst_alias(const Agen& wave, double freq, Index period) {
    const Eigen::ArrayXd peaks = amplitudes(rendered(wave, period).col(0));
    const auto fundamental = static_cast<Index>(std::lround(freq * static_cast<double>(period) / sr));
    double worst = 0;
    for (Index k = 1; k < peaks.size(); ++k)
        if (k % fundamental != 0) worst = std::max(worst, peaks(k));
    return 20 * std::log10(worst / peaks(fundamental));
}

} // namespace

TEST_CASE("the waves have their exact forms, on their edges too", "[agen]") {
    CHECK(first(gen::saw(125), 9)
              .isApprox(Eigen::ArrayXd{{-1, -0.75, -0.5, -0.25, 0, 0.25, 0.5, 0.75, -1}}, 1e-8));
    CHECK(first(gen::tri(125), 9).isApprox(Eigen::ArrayXd{{-1, -0.5, 0, 0.5, 1, 0.5, 0, -0.5, -1}}, 1e-8));
    CHECK((first(gen::square(125), 9) == Eigen::ArrayXd{{1, 1, 1, 1, -1, -1, -1, -1, 1}}).all());
    CHECK((first(gen::pulse(125, 0.25), 9) == Eigen::ArrayXd{{1, 1, -1, -1, -1, -1, -1, -1, 1}}).all());
    const Eigen::ArrayXd cycles = first(gen::saw(1000. / 3, {.phase = 0}), 3000);
    for (Index i = 0; i < cycles.size(); i += 3) REQUIRE(cycles(i) == Approx(-1).margin(1e-8));
}

TEST_CASE("the width of a pulse moves", "[agen]") {
    const Agen width = gen::steps({0, 1, 0.5, 7, -1}, 8_ms);
    const Eigen::ArrayXd y = first(gen::pulse(125, width), 40);
    CHECK((y.head(8) == -1).all());
    CHECK((y.segment(8, 8) == 1).all());
    CHECK(y.segment(16, 8).sum() == 0);
    CHECK((y.segment(24, 8) == 1).all());
    CHECK((y.tail(8) == -1).all());
}

TEST_CASE("the width of a sawtooth moves, too", "[agen]") {
    CHECK((first(gen::saw(125, 0.5), 99) == first(gen::tri(125), 99)).all());
    CHECK((first(gen::saw(125, 1), 99) == first(gen::saw(125), 99)).all());
    const Agen width = gen::steps({0.25, 0, 7, -1, 0.75}, 8_ms);
    const Eigen::ArrayXd y = first(gen::saw(125, width), 40);
    const Eigen::ArrayXd up = Eigen::ArrayXd::LinSpaced(8, -1, 0.75), down = -up;
    CHECK(y.head(8).isApprox(Eigen::ArrayXd{{-1, 0, 1, 2. / 3, 1. / 3, 0, -1. / 3, -2. / 3}}, 1e-7));
    CHECK(y.segment(8, 8).isApprox(down, 1e-7));
    CHECK(y.segment(16, 8).isApprox(up, 1e-7));
    CHECK(y.segment(24, 8).isApprox(down, 1e-7));
    CHECK(y.tail(8).isApprox(Eigen::ArrayXd{{-1, -2. / 3, -1. / 3, 0, 1. / 3, 2. / 3, 1, 0}}, 1e-7));
    for (const bool band_limited : {false, true})
        for (const double odd : {0., 1e-9, 0.01, 0.999999, 1.}) {
            INFO("width " << odd << (band_limited ? ", band-limited" : ""));
            const Agen moving = gen::function([odd](double) { return odd; });
            const Agen near = odd < 0.5 ? -gen::saw(50, {.band_limited = band_limited})
                                        : gen::saw(50, {.band_limited = band_limited});
            const Eigen::ArrayXd wave = rendered(gen::saw(50, moving, {.band_limited = band_limited}), 2000);
            CHECK((wave.abs() < 1.2).all());
            // The short line takes its share of the time, and tilts the long one as much.
            CHECK((wave - rendered(near, 2000).col(0)).abs().mean() < 0.005 + 2.5 * std::fmin(odd, 1 - odd));
        }
}

TEST_CASE("band-limited waves have no aliases", "[agen]") {
    CHECK(worst_alias(gen::saw(1200), 1200, 147) > -40);
    CHECK(worst_alias(gen::saw(4200), 4200, 21) > -30);
    for (const double freq : {1200., 4200.}) {
        const Index period = freq == 1200 ? 147 : 21;
        CHECK(worst_alias(gen::saw(freq, {.band_limited = true}), freq, period) < -150);
        CHECK(worst_alias(gen::tri(freq, {.band_limited = true}), freq, period) < -150);
        CHECK(worst_alias(gen::square(freq, {.band_limited = true}), freq, period) < -150);
        CHECK(worst_alias(gen::pulse(freq, 0.3, {.band_limited = true}), freq, period) < -150);
        for (const double width : {1e-6, 0.01, 0.1, 0.3, 0.8, 0.97, 0.9999})
            CHECK(worst_alias(gen::saw(freq, width, {.band_limited = true}), freq, period) < -120);
    }
    CHECK(worst_alias(gen::saw(80, {.band_limited = true}), 80, 2205) < -100);
}

TEST_CASE("band-limited waves have the harmonics of the exact ones", "[agen]") {
    const Eigen::ArrayXd saw = amplitudes(rendered(gen::saw(1200, {.band_limited = true}), 147).col(0));
    const Eigen::ArrayXd tri = amplitudes(rendered(gen::tri(1200, {.band_limited = true}), 147).col(0));
    const Eigen::ArrayXd pulse =
        amplitudes(rendered(gen::pulse(1200, 0.3, {.band_limited = true}), 147).col(0));
    const Eigen::ArrayXd bent = amplitudes(rendered(gen::saw(1200, 0.3, {.band_limited = true}), 147).col(0));
    const Eigen::ArrayXd steep =
        amplitudes(rendered(gen::saw(1200, 0.98, {.band_limited = true}), 147).col(0));
    for (int k = 1; k <= 16; ++k) {
        INFO("harmonic " << k);
        CHECK(saw(4 * k) == Approx(2 / (pi * k)).epsilon(1e-4));
        CHECK(tri(4 * k) == Approx(k % 2 == 0 ? 0 : 8 / (pi * pi * k * k)).epsilon(1e-4).margin(1e-7));
        CHECK(pulse(4 * k) ==
              Approx(std::fabs(4 / (pi * k) * std::sin(pi * k * 0.3))).epsilon(1e-4).margin(1e-7));
        const auto lines = [k](double w) {
            return std::fabs(2 * std::sin(pi * k * w) / (pi * pi * k * k * w * (1 - w)));
        };
        CHECK(bent(4 * k) == Approx(lines(0.3)).epsilon(1e-4).margin(1e-7));
        CHECK(steep(4 * k) == Approx(lines(0.98)).epsilon(1e-4).margin(1e-7));
    }
    CHECK(pulse(0) == Approx(0.4).margin(1e-6));
    CHECK(rendered(gen::saw(5, {.band_limited = true}), 44100).isApprox(rendered(gen::saw(5), 44100), 0.05));
}

TEST_CASE("the harmonics of a band-limited glide come in gradually", "[agen]") {
    const Eigen::ArrayXd y =
        rendered(gen::saw(gen::line(6000, 3000, 0.5_s), {.band_limited = true}), sr / 2).col(0);
    const Eigen::ArrayXd steady = rendered(gen::saw(3000, {.band_limited = true}), sr / 2).col(0);
    const auto largest_step = [](const Eigen::ArrayXd& x) {
        return (x.tail(x.size() - 1) - x.head(x.size() - 1)).abs().maxCoeff();
    };
    CHECK(largest_step(y) < 1.3 * largest_step(steady));
    CHECK((rendered(gen::saw(gen::line(30000, 30000, 1_s), {.band_limited = true}), 100) == 0).all());
}

TEST_CASE("a wavetable goes through the samples of its period", "[agen]") {
    const Asig period({0.f, 1.f, 0.5f, -1.f, 0.25f}, {.sr = 8000});
    const Eigen::ArrayXd y = rendered(gen::wavetable(period, 1000), 10, 10, 5000).col(0);
    for (Index i = 0; i < 10; ++i) CHECK(y(i) == Approx(period.sig()(i % 5, 0)).margin(1e-5));
    CHECK_THROWS_AS(gen::wavetable(Asig(0), 100), ArgumentError);
    CHECK_THROWS_AS(gen::wavetable(Asig(10, {.channels = 2}), 100), ArgumentError);
    CHECK_THROWS_AS(gen::wavetable(Asig({NAN}), 100), ArgumentError);
}

TEST_CASE("fm is a sine whose phase a sine modulates", "[agen]") {
    const Eigen::ArrayXd y = rendered(gen::fm(300, {.ratio = 1.5, .index = 2}), 1000).col(0);
    for (Index i = 0; i < y.size(); ++i) {
        const double t = static_cast<double>(i) / sr;
        REQUIRE(y(i) == Approx(std::sin(2 * pi * 300 * t + 2 * std::sin(2 * pi * 450 * t))).margin(1e-9));
    }
}

TEST_CASE("an impulse is at the first sample of each cycle", "[agen]") {
    CHECK((first(gen::impulse(250), 9) == Eigen::ArrayXd{{1, 0, 0, 0, 1, 0, 0, 0, 1}}).all());
    CHECK((first(gen::impulse(0), 5) == Eigen::ArrayXd{{1, 0, 0, 0, 0}}).all());
    CHECK((first(gen::impulse(1000), 3) == 1).all());
    CHECK(first(gen::impulse(1000. / 3), 3000).sum() == 1000);
    CHECK(first(gen::impulse(-gen::line(250, 250, 1_s)), 4000).sum() == Approx(1000).margin(1));
    CHECK_THROWS_AS(gen::impulse(-1), ArgumentError);
}
