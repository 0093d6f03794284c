// SPDX-License-Identifier: MIT
#include <pya/dsp/effect/compressor.hpp>
#include <pya/dsp/effect/expander.hpp>
#include <pya/error.hpp>

#include "dsp/effect/effect_checks.hpp"

#include <limits>

using namespace pya::literals;
using pya::Decibels;
using pya::dsp::Block;
using pya::dsp::Compressor;
using pya::dsp::Expander;
using pya::dsp::Gate;
using pya::dsp::Index;

static_assert(pya::dsp::Processor<Compressor, float> && pya::dsp::Processor<Compressor, double>);
static_assert(pya::dsp::Processor<Expander, float> && pya::dsp::Processor<Expander, double>);
static_assert(pya::dsp::Processor<Gate, float> && pya::dsp::Processor<Gate, double>);

namespace {

constexpr double rate = 48000;

// The level at the end of a long sine, in dB, of one whose level at the input is given.
template <class Effect>
double level_after(Effect effect, double level) {
    const Eigen::ArrayXXd x = effects::sine(100, rate, 96000, 1, std::pow(10, level / 20));
    Eigen::ArrayXXd y = x;
    effect.process(x, y);
    return 20 * std::log10(y.bottomRows(4800).abs().maxCoeff());
}

} // namespace

TEST_CASE("a compressor has the static curve of its threshold, ratio and knee") {
    const Compressor hard(rate, 1, {.threshold = -20_dB, .ratio = 4, .knee = 0_dB});
    CHECK(level_after(hard, -40) == Approx(-40).margin(1e-6));
    CHECK(level_after(hard, -20) == Approx(-20).margin(1e-6));
    CHECK(level_after(hard, -8) == Approx(-17).margin(1e-6));
    CHECK(level_after(hard, 0) == Approx(-15).margin(1e-6));
    const Compressor soft(rate, 1, {.threshold = -20_dB, .ratio = 4, .knee = 12_dB, .makeup = 3_dB});
    CHECK(level_after(soft, -26) == Approx(-23).margin(1e-6));
    CHECK(level_after(soft, -20) == Approx(-20 - 0.75 * 36 / 24 + 3).margin(1e-6));
    CHECK(level_after(soft, -14) == Approx(-18.5 + 3).margin(1e-6));
}

TEST_CASE("an expander has the static curve of its threshold, ratio and range") {
    const Expander expander(rate, 1, {.threshold = -40_dB, .ratio = 3, .range = 30_dB});
    CHECK(level_after(expander, -20) == Approx(-20).margin(1e-6));
    CHECK(level_after(expander, -45) == Approx(-55).margin(1e-6));
    CHECK(level_after(expander, -60) == Approx(-90).margin(1e-6));
}

TEST_CASE("a gate opens at its threshold and closes below its hysteresis") {
    Gate gate(rate, 1, {.threshold = -40_dB, .hysteresis = 6_dB, .range = 60_dB});
    const auto level = [&](double db) {
        Eigen::ArrayXXd x = effects::sine(100, rate, 96000, 1, std::pow(10, db / 20));
        gate.process(x, x);
        return 20 * std::log10(x.bottomRows(4800).abs().maxCoeff());
    };
    CHECK(level(-42) == Approx(-102).margin(0.01));
    CHECK(level(-39) == Approx(-39).margin(0.01));
    CHECK(level(-45) == Approx(-45).margin(0.01));
    CHECK(level(-47) == Approx(-107).margin(0.01));
}

TEST_CASE("the gain of a compressor goes 63 % of its way in decibels in the attack and in the release") {
    Eigen::ArrayXXd x = Eigen::ArrayXXd::Constant(96000, 1, 0.001), y = x;
    x.middleRows(4800, 48000) = 1;
    Compressor compressor(
        rate, 1,
        {.threshold = -20_dB, .ratio = 2, .knee = 0_dB, .attack = 20_ms, .release = 200_ms, .hold = 0});
    compressor.process(x, y);
    const Eigen::ArrayXXd gain = 20 * (y / x).log10();
    CHECK(gain(4799, 0) == Approx(0).margin(1e-9));
    CHECK(gain(4800 + 959, 0) == Approx(-10 * (1 - std::exp(-1))).margin(1e-6));
    CHECK(gain(52799, 0) == Approx(-10).margin(1e-6));
    CHECK(gain(52800 + 9599, 0) == Approx(-10 * std::exp(-1)).margin(1e-6));
}

TEST_CASE("with look-ahead the gain is there before the peak") {
    Eigen::ArrayXXd x = Eigen::ArrayXXd::Constant(48000, 1, 0.01), y = x;
    x.bottomRows(24000) = 1;
    Compressor compressor(
        rate, 1, {.threshold = -20_dB, .ratio = 1000, .knee = 0_dB, .attack = 1_ms, .lookahead = 10_ms});
    CHECK(compressor.latency() == 480);
    compressor.process(x, y);
    CHECK(y.maxCoeff() < 0.1012);
    CHECK(y(480, 0) == 0.01);
}

TEST_CASE("one gain for all channels keeps the image of a compressed signal") {
    Eigen::ArrayXXd x = effects::sine(300, rate, 10000, 2), y = x;
    x.col(1) *= 0.25;
    Compressor(rate, 2, {.threshold = -30_dB}).process(x, y);
    CHECK((y.col(1) - 0.25 * y.col(0)).abs().maxCoeff() < 1e-15);
}

TEST_CASE("the side chain turns down, and the signal does not") {
    const Eigen::ArrayXXf x = Eigen::ArrayXXf::Constant(9600, 2, 0.5f);
    Eigen::ArrayXXf side = Eigen::ArrayXXf::Zero(9600, 1), y = x;
    side.bottomRows(4800) = 1;
    Compressor compressor(rate, 2, {.threshold = -20_dB, .ratio = 2, .knee = 0_dB, .attack = 1_ms});
    compressor.process(x, side, y);
    CHECK((y.topRows(4800) == x.topRows(4800)).all());
    CHECK(y(9599, 1) == Approx(0.5 * std::pow(10, -0.5)).epsilon(1e-6));

    Eigen::ArrayXXf whole = x, cut = x;
    Compressor again(rate, 2, {.threshold = -30_dB}), pieces = again;
    side = effects::white(9600, 1, 1);
    again.process(x, side, whole);
    for (Index i = 0; i < 9600; i += 100)
        pieces.process(Block<const float>(x).part(i, 100), Block<const float>(side).part(i, 100),
                       Block<float>(cut).part(i, 100));
    CHECK((whole == cut).all());
    CHECK_THROWS_AS(again.process(x, side.topRows(10), whole), pya::ArgumentError);
}

TEST_CASE("any split into blocks gives the same bits of a compressor, an expander and a gate") {
    effects::check_splits(Compressor(rate, 2, {.threshold = -30_dB, .lookahead = 3_ms}));
    effects::check_splits(Expander(rate, 3, {.threshold = -3_dB, .lookahead = 1_ms}));
    effects::check_splits(Gate(rate, 1, {.threshold = -2.5_dB, .hysteresis = 1_dB, .hold = 0}));
}

TEST_CASE("a jump of a parameter of a compressor does not click") {
    Compressor compressor(rate, 1, {.threshold = -40_dB, .knee = 0_dB, .attack = 0, .release = 0});
    CHECK(effects::splatter(compressor, [] {}) < -120);
    CHECK(effects::splatter(compressor, [&] { compressor.threshold.set(-10_dB); }) < -95);
    CHECK(effects::splatter(compressor, [&] { compressor.ratio.set(20); }) < -95);
    CHECK(effects::splatter(compressor, [&] { compressor.makeup.set(6_dB); }) < -95);
    CHECK(effects::splatter(compressor, [&] { compressor.knee.set(30_dB); }) < -95);
}

TEST_CASE("threads may turn the knobs of a compressor, an expander and a gate while they run", "[threads]") {
    Compressor compressor(rate, 2);
    effects::storm(compressor, 10,
                   {[&](double x) { compressor.threshold.set(Decibels(-80 * x)); },
                    [&](double x) { compressor.ratio.set(1 + 50 * x); },
                    [&](double x) { compressor.knee.set(Decibels(30 * x)); },
                    [&](double x) { compressor.attack.set(x); }, [&](double x) { compressor.release.set(x); },
                    [&](double x) { compressor.makeup.set(Decibels(20 * x)); }});
    Expander expander(rate, 2);
    effects::storm(expander, 1,
                   {[&](double x) { expander.threshold.set(Decibels(-80 * x)); },
                    [&](double x) { expander.ratio.set(1 + 50 * x); },
                    [&](double x) { expander.range.set(Decibels(100 * x)); },
                    [&](double x) { expander.attack.set(x); }, [&](double x) { expander.release.set(x); }});
    Gate gate(rate, 2);
    effects::storm(gate, 1,
                   {[&](double x) { gate.threshold.set(Decibels(-80 * x)); },
                    [&](double x) { gate.hysteresis.set(Decibels(50 * x)); },
                    [&](double x) { gate.range.set(Decibels(100 * x)); },
                    [&](double x) { gate.attack.set(x); }, [&](double x) { gate.release.set(x); }});
}

TEST_CASE("a compressor passes NaN as it is, and goes on") {
    Eigen::ArrayXXd x = effects::sine(300, rate, 1000), y = x;
    x(100, 0) = std::numeric_limits<double>::quiet_NaN();
    x(200, 0) = std::numeric_limits<double>::infinity();
    Compressor(rate, 1).process(x, y);
    CHECK(std::isnan(y(100, 0)));
    y(100, 0) = y(200, 0) = 0;
    CHECK(y.isFinite().all());
}

TEST_CASE("silence stays silence in a compressor, an expander and a gate") {
    Eigen::ArrayXXd x = Eigen::ArrayXXd::Zero(1000, 1), y = x;
    Compressor(rate, 1).process(x, y);
    CHECK((y == 0).all());
    Expander(rate, 1).process(x, y);
    CHECK((y == 0).all());
    Gate(rate, 1).process(x, y);
    CHECK((y == 0).all());
}

TEST_CASE("a compressor, an expander and a gate refuse what can't be, and a parameter keeps its value") {
    CHECK_THROWS_AS(Compressor(0), pya::ArgumentError);
    CHECK_THROWS_AS(Compressor(NAN), pya::ArgumentError);
    CHECK_THROWS_AS(Compressor(rate, 0), pya::ArgumentError);
    CHECK_THROWS_AS(Compressor(rate, 1, {.threshold = Decibels(NAN)}), pya::ArgumentError);
    CHECK_THROWS_AS(Compressor(rate, 1, {.ratio = 0.5}), pya::ArgumentError);
    CHECK_THROWS_AS(Compressor(rate, 1, {.attack = -1}), pya::ArgumentError);
    CHECK_THROWS_AS(Compressor(rate, 1, {.lookahead = 2}), pya::ArgumentError);
    CHECK_THROWS_AS(Compressor(rate, 1, {.hold = NAN}), pya::ArgumentError);
    CHECK_THROWS_AS(Expander(rate, 1, {.range = -1_dB}), pya::ArgumentError);
    CHECK_THROWS_AS(Gate(rate, 1, {.hysteresis = 100_dB}), pya::ArgumentError);
    Compressor compressor(rate, 2, {.ratio = 5});
    for (const double bad : {0.9, -1., 1001., double(NAN), double(INFINITY)}) {
        CHECK_THROWS_AS(compressor.ratio.set(bad), pya::ArgumentError);
        CHECK(compressor.ratio.get() == 5);
    }
    CHECK_THROWS_WITH(compressor.threshold.set(Decibels(30)),
                      "Compressor: threshold is 30 dB; it must be from -120 to 24 dB");
    Eigen::ArrayXXf x(10, 1), y(10, 2);
    CHECK_THROWS_AS(compressor.process(x, y), pya::ArgumentError);
    CHECK_THROWS_AS(compressor.process(y, y.topRows(3)), pya::ArgumentError);
}
