// SPDX-License-Identifier: MIT
#include <pya/dsp/effect/waveshaper.hpp>
#include <pya/dsp/fft.hpp>
#include <pya/error.hpp>

#include "dsp/effect/effect_checks.hpp"

using namespace pya::literals;
using pya::Decibels;
using pya::dsp::Index;
using pya::dsp::ShaperCurve;
using pya::dsp::Waveshaper;

static_assert(pya::dsp::Processor<Waveshaper, float> && pya::dsp::Processor<Waveshaper, double>);

namespace {

constexpr double rate = 48000;

} // namespace

TEST_CASE("the aliases of a waveshaper are below -90 dB") {
    for (const Index sr : {44100, 48000, 96000})
        for (const Index tone : {997, 7993, 9973})
            for (const ShaperCurve curve : {ShaperCurve::tanh, ShaperCurve::algebraic, ShaperCurve::cubic})
                for (const Decibels drive : {0_dB, 12_dB, 24_dB}) {
                    const auto hertz = static_cast<double>(sr);
                    const Eigen::ArrayXXd x =
                        effects::sine(static_cast<double>(tone), hertz, sr + 2000, 1, 1);
                    Eigen::ArrayXXd y = x;
                    Waveshaper(hertz, 1, {.curve = curve, .drive = drive}).process(x, y);
                    // One second, so that each line is a whole number of Hz.
                    const Eigen::ArrayXd lines = pya::dsp::rfft(y.bottomRows(sr).eval()).abs();
                    const double fundamental = lines[tone];
                    CHECK(fundamental > 0.3 * hertz);
                    if (drive.value > 0 && 3 * tone < sr / 2) CHECK(lines[3 * tone] > 0.01 * fundamental);
                    double alias = 0;
                    for (Index freq = 0; freq < 45 * sr / 100; ++freq)
                        if (freq % tone != 0) alias = std::max(alias, lines[freq]);
                    CAPTURE(sr, tone, drive.value, static_cast<int>(curve));
                    CHECK(20 * std::log10(alias / fundamental) < -90);
                }
}

TEST_CASE("silence stays silence in a waveshaper") {
    for (const ShaperCurve curve : {ShaperCurve::tanh, ShaperCurve::algebraic, ShaperCurve::cubic}) {
        Eigen::ArrayXXd x = Eigen::ArrayXXd::Zero(1000, 1);
        Waveshaper(rate, 1, {.curve = curve, .drive = 36_dB}).process(x, x);
        CHECK((x == 0).all());
    }
}

TEST_CASE("a sample that is NaN leaves a waveshaper again") {
    for (const ShaperCurve curve : {ShaperCurve::tanh, ShaperCurve::algebraic, ShaperCurve::cubic}) {
        Eigen::ArrayXXd x = Eigen::ArrayXXd::Constant(1000, 1, 0.25);
        x(100, 0) = NAN;
        Waveshaper(rate, 1, {.curve = curve}).process(x, x);
        CHECK(x.middleRows(150, 50).isNaN().all());
        CHECK(x.bottomRows(700).isFinite().all());
    }
}

TEST_CASE("a waveshaper leaves what is soft at its level, late by the latency") {
    for (const Index freq : {100, 5000, 15000, 21600}) {
        const Eigen::ArrayXXd x = effects::sine(static_cast<double>(freq), rate, 96000, 1, 1e-5);
        Eigen::ArrayXXd y = x;
        Waveshaper shaper(rate, 1, {.drive = 0_dB});
        CHECK(shaper.latency() == 86);
        shaper.process(x, y);
        CHECK((y.bottomRows(48000) - x.middleRows(48000 - 86, 48000)).abs().maxCoeff() < 1.2e-3 * 1e-5);
    }
}

TEST_CASE("the dry signal of a waveshaper is as late as the bent one") {
    const Eigen::ArrayXXf x = effects::white(1000, 2, 1);
    Eigen::ArrayXXf y = x;
    Waveshaper(rate, 2, {.mix = 0}).process(x, y);
    CHECK((y.bottomRows(1000 - 86) == x.topRows(1000 - 86)).all());
}

TEST_CASE("a constant becomes its value on the curve") {
    Eigen::ArrayXXd x = Eigen::ArrayXXd::Constant(1000, 1, 0.5);
    Waveshaper(rate, 1, {.drive = 20_dB, .gain = -20_dB}).process(x, x);
    CHECK(x(999, 0) == Approx(0.1 * std::tanh(5)).epsilon(1e-9));
}

TEST_CASE("any split into blocks gives the same bits of a waveshaper") {
    effects::check_splits(Waveshaper(rate, 2));
    effects::check_splits(Waveshaper(rate, 1, {.curve = ShaperCurve::algebraic, .drive = 30_dB}));
    effects::check_splits(Waveshaper(44100, 1, {.curve = ShaperCurve::cubic, .mix = 0.3}));
}

TEST_CASE("a jump of a parameter of a waveshaper does not click") {
    // The curve is nearly straight, because it makes harmonics of its own otherwise.
    Waveshaper shaper(rate, 1, {.curve = ShaperCurve::cubic, .drive = -24_dB});
    const double own = effects::splatter(shaper, [] {});
    CHECK(own < -60);
    shaper.gain.set(0_dB);
    CHECK(effects::splatter(shaper, [&] { shaper.gain.set(6_dB); }) < -90);
    CHECK(effects::splatter(shaper, [&] { shaper.mix.set(0.5); }) < -90);
    CHECK(effects::splatter(shaper, [&] { shaper.drive.set(-20_dB); }) < -90);
}

TEST_CASE("threads may turn the knobs of a waveshaper while it runs", "[threads]") {
    Waveshaper shaper(rate, 2);
    effects::storm(shaper, 10,
                   {[&](double x) { shaper.drive.set(Decibels(60 * x - 24)); },
                    [&](double x) { shaper.gain.set(Decibels(-60 * x)); },
                    [&](double x) { shaper.mix.set(x); }});
}

TEST_CASE("a waveshaper refuses what can't be") {
    CHECK_THROWS_AS(Waveshaper(0), pya::ArgumentError);
    CHECK_THROWS_AS(Waveshaper(rate, 1, {.drive = 40_dB}), pya::ArgumentError);
    CHECK_THROWS_AS(Waveshaper(rate, 1, {.gain = Decibels(NAN)}), pya::ArgumentError);
    CHECK_THROWS_AS(Waveshaper(rate, 1, {.mix = -0.1}), pya::ArgumentError);
    Waveshaper shaper(rate, 2);
    CHECK_THROWS_AS(shaper.drive.set(Decibels(INFINITY)), pya::ArgumentError);
    CHECK(shaper.drive.get().value == 12);
    Eigen::ArrayXXf x(10, 1), y(10, 2);
    CHECK_THROWS_AS(shaper.process(x, y), pya::ArgumentError);
}
