// SPDX-License-Identifier: MIT
#include <pya/dsp/loudness/limiter.hpp>
#include <pya/dsp/loudness/true_peak.hpp>
#include <pya/dsp/source/noise.hpp>
#include <pya/error.hpp>

#include "dsp/effect/effect_checks.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <cmath>
#include <random>

using namespace pya::literals;
using pya::Decibels;
using pya::dsp::Block;
using pya::dsp::Index;
using pya::dsp::Limiter;

static_assert(pya::dsp::Processor<Limiter<float>, float>);
static_assert(pya::dsp::Processor<Limiter<double>, double>);

namespace {

double true_peak(const Eigen::ArrayXXf& x) {
    pya::dsp::TruePeakMeter<float> meter(x.cols());
    meter.process(x);
    meter.end();
    double peak = 0;
    for (Index c = 0; c < x.cols(); ++c) peak = std::max(peak, meter.peak(c));
    return 20 * std::log10(peak);
}

// All of the output, with the latency at its beginning and the silence at its end.
Eigen::ArrayXXf limited(const Eigen::ArrayXXf& x, double sr, const pya::dsp::LimiterOptions& options = {}) {
    Limiter<float> limiter(sr, x.cols(), options);
    Eigen::ArrayXXf y = Eigen::ArrayXXf::Zero(x.rows() + limiter.latency(), x.cols());
    y.topRows(x.rows()) = x;
    limiter.process(y, y);
    return y;
}

Eigen::ArrayXXf white(Index n, Index channels, float amp) {
    Eigen::ArrayXXf x(n, channels);
    pya::dsp::white_noise(x, 4);
    return x * amp;
}

} // namespace

TEST_CASE("a limited true peak exceeds the ceiling by less than 0.05 dB") {
    const double sr = 48000;
    Eigen::ArrayXXf chirp(48000, 1), bursts(48000, 2), clicks = Eigen::ArrayXXf::Zero(48000, 1);
    for (Index i = 0; i < 48000; ++i) {
        const auto t = static_cast<double>(i) / sr;
        chirp(i, 0) = static_cast<float>(2 * std::sin(2 * M_PI * (20 + 10000 * t) * t));
        bursts.row(i).setConstant(
            static_cast<float>((i / 2000 % 2 ? 3 : 0.1) * std::sin(2 * M_PI * 997 * t)));
        if (i % 1000 == 0) clicks(i, 0) = 4;
    }
    for (const Eigen::ArrayXXf& x : {chirp, bursts, clicks, white(48000, 2, 4)}) {
        CHECK(true_peak(limited(x, sr)) <= -1 + 0.05);
        CHECK(true_peak(limited(x, sr, {.ceiling = -6_dB, .lookahead = 3_ms, .release = 20_ms})) <=
              -6 + 0.05);
    }
}

TEST_CASE("what stays below the ceiling passes bit for bit, late by the latency") {
    const Eigen::ArrayXXf x = white(5000, 2, 0.2f);
    const Eigen::ArrayXXf y = limited(x, 44100);
    const Index latency = Limiter<float>(44100, 2).latency();
    CHECK((y.topRows(latency) == 0).all());
    CHECK((y.bottomRows(5000) == x).all());
}

TEST_CASE("one gain for all channels keeps the image") {
    Eigen::ArrayXXf x = white(20000, 2, 3);
    x.col(1) = 0.25f * x.col(0);
    const Eigen::ArrayXXf y = limited(x, 48000);
    CHECK((y.col(1) - 0.25f * y.col(0)).abs().maxCoeff() < 1e-6);
}

TEST_CASE("the gain comes back by 63 % in the time of the release") {
    Eigen::ArrayXXd x = Eigen::ArrayXXd::Constant(60000, 1, 0.001);
    const double ceiling = std::pow(10, -1 / 20.);
    x(0, 0) = 2 * ceiling; // needs a gain of a half
    Limiter<double> limiter(48000, 1, {.release = 100_ms});
    limiter.process(x, x);
    const Index peak = limiter.latency();
    CHECK(x(peak, 0) == Approx(ceiling).epsilon(1e-3));
    // After the hold of 5 ms, in which the peak is still in the lookahead.
    CHECK(x(peak + 4800 + 120, 0) / 0.001 == Approx(1 - 0.5 * std::exp(-1)).margin(0.02));
    CHECK(x(59999, 0) == Approx(0.001).epsilon(1e-4));
}

TEST_CASE("any split into blocks gives the same bits of a limited signal") {
    const Eigen::ArrayXXf x = white(20000, 2, 2);
    Eigen::ArrayXXf whole(20000, 2), cut(20000, 2);
    Limiter<float>(48000, 2).process(x, whole);
    Limiter<float> limiter(48000, 2);
    std::mt19937 random(9);
    for (Index i = 0; i < 20000;) {
        const Index n = std::min<Index>(1 + random() % 700, 20000 - i);
        limiter.process(Block<const float>(x).part(i, n), Block<float>(cut).part(i, n));
        i += n;
    }
    CHECK((whole == cut).all());
    limiter.reset();
    limiter.process(x, cut);
    CHECK((whole == cut).all());
}

TEST_CASE("a ceiling that is set while a limiter runs holds for what comes in after 50 ms") {
    const Eigen::ArrayXXf x = white(96000, 2, 4);
    Eigen::ArrayXXf y(96000, 2);
    Limiter<float> limiter(48000, 2);
    const auto next = [&](Index first, Index count) {
        limiter.process(Block<const float>(x).part(first, count), Block<float>(y).part(first, count));
        const Index settled = 2400 + limiter.latency();
        return true_peak(y.middleRows(first + settled, count - settled));
    };
    CHECK(next(0, 24000) == Approx(-1).margin(0.05));
    limiter.ceiling.set(-12_dB);
    CHECK(next(24000, 24000) == Approx(-12).margin(0.05));
    limiter.ceiling.set(-6_dB);
    limiter.release.set(0);
    CHECK(next(48000, 48000) == Approx(-6).margin(0.05));
}

TEST_CASE("a release that is set while a limiter runs is that of one made with it") {
    const Eigen::ArrayXXf x = white(20000, 1, 2);
    Eigen::ArrayXXf set(20000, 1), made(20000, 1), other(20000, 1);
    Limiter<float> limiter(48000);
    limiter.release.set(10_ms);
    limiter.process(x, set);
    Limiter<float>(48000, 1, {.release = 10_ms}).process(x, made);
    Limiter<float>(48000).process(x, other);
    CHECK((set == made).all());
    CHECK((set != other).any());
}

TEST_CASE("parameters that are set to what they are change no bit, and reset() begins at what was set") {
    const Eigen::ArrayXXf x = white(20000, 2, 2);
    Eigen::ArrayXXf untouched(20000, 2), same(20000, 2), made(20000, 2), begun(20000, 2);
    Limiter<float>(48000, 2).process(x, untouched);
    Limiter<float> limiter(48000, 2);
    for (Index i = 0; i < 20000; i += 500) {
        limiter.ceiling.set(-1_dBTP);
        limiter.release.set(100_ms);
        limiter.process(Block<const float>(x).part(i, 500), Block<float>(same).part(i, 500));
    }
    CHECK((untouched == same).all());
    limiter.ceiling.set(-9_dB);
    limiter.reset();
    limiter.process(x, begun);
    Limiter<float>(48000, 2, {.ceiling = -9_dB}).process(x, made);
    CHECK((begun == made).all());
}

TEST_CASE("copies of a limiter have their parameters in common, and the same bits") {
    Limiter<float> limiter(48000, 2, {.ceiling = -6_dB});
    const Limiter<float> copy = limiter;
    limiter.ceiling.set(-3_dB);
    CHECK(copy.ceiling.get().value == -3);
    effects::check_splits(Limiter<float>(48000, 2, {.ceiling = -6_dB}));
}

TEST_CASE("a jump of a parameter of a limiter does not click") {
    Limiter<double> limiter(48000, 1, {.ceiling = -20_dB, .lookahead = 5_ms, .release = 0});
    CHECK(effects::splatter(limiter, [] {}) < -120);
    CHECK(effects::splatter(limiter, [&] { limiter.ceiling.set(-40_dB); }) < -95);
    CHECK(effects::splatter(limiter, [&] { limiter.ceiling.set(-10_dB); }) < -95);
    CHECK(effects::splatter(limiter, [&] { limiter.release.set(1); }) < -95);
}

TEST_CASE("threads may turn the knobs of a limiter while it runs", "[threads]") {
    Limiter<float> limiter(48000, 2);
    effects::storm(limiter, 0.51,
                   {[&](double x) { limiter.ceiling.set(Decibels(-60 * x)); },
                    [&](double x) { limiter.release.set(x); }});
}

TEST_CASE("a limiter refuses what can't be, and a parameter keeps its value") {
    CHECK_THROWS_AS(Limiter<float>(0), pya::ArgumentError);
    CHECK_THROWS_AS(Limiter<float>(NAN), pya::ArgumentError);
    CHECK_THROWS_AS(Limiter<float>(48000, 0), pya::ArgumentError);
    CHECK_THROWS_AS(Limiter<float>(48000, 1, {.ceiling = Decibels(INFINITY)}), pya::ArgumentError);
    CHECK_THROWS_AS(Limiter<float>(48000, 1, {.lookahead = 0}), pya::ArgumentError);
    CHECK_THROWS_AS(Limiter<float>(48000, 1, {.lookahead = 11}), pya::ArgumentError);
    CHECK_THROWS_AS(Limiter<float>(48000, 1, {.release = -1}), pya::ArgumentError);
    Limiter<float> limiter(48000, 2);
    for (const double bad : {-120.5, 121., double(NAN), double(INFINITY)}) {
        CHECK_THROWS_AS(limiter.ceiling.set(Decibels(bad)), pya::ArgumentError);
        CHECK(limiter.ceiling.get().value == -1);
    }
    for (const double bad : {-0.1, 101., double(NAN)}) {
        CHECK_THROWS_AS(limiter.release.set(bad), pya::ArgumentError);
        CHECK(limiter.release.get().value == 0.1);
    }
    CHECK_THROWS_WITH(limiter.ceiling.set(121_dB),
                      "Limiter: ceiling is 121 dB; it must be from -120 to 120 dB");
    Eigen::ArrayXXf x(10, 1), y(10, 2);
    CHECK_THROWS_AS(limiter.process(x, y), pya::ArgumentError);
}
