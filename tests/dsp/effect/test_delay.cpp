// SPDX-License-Identifier: MIT
#include <pya/dsp/effect/delay.hpp>
#include <pya/error.hpp>

#include "dsp/effect/effect_checks.hpp"

using namespace pya::literals;
using pya::dsp::Delay;
using pya::dsp::Index;

static_assert(pya::dsp::Processor<Delay, float> && pya::dsp::Processor<Delay, double>);

namespace {

constexpr double rate = 48000;

} // namespace

TEST_CASE("a delay repeats an impulse, and each echo is softer by its feedback") {
    Eigen::ArrayXXd x = Eigen::ArrayXXd::Zero(20000, 1), y = x;
    x(0, 0) = 1;
    Delay(rate, 1, {.time = 100_ms, .feedback = 0.5, .mix = 0.25}).process(x, y);
    CHECK(y(0, 0) == 0.75);
    CHECK(y(4800, 0) == Approx(0.25));
    CHECK(y(9600, 0) == Approx(0.125));
    CHECK(y(14400, 0) == Approx(0.0625));
    CHECK(y.abs().sum() == Approx(0.75 + 0.25 * 1.875));
}

TEST_CASE("ping-pong echoes go from channel to channel") {
    Eigen::ArrayXXd x = Eigen::ArrayXXd::Zero(20000, 3), y = x;
    x(0, 1) = 3;
    Delay(rate, 3, {.time = 100_ms, .feedback = 0.5, .ping_pong = 1, .mix = 1}).process(x, y);
    CHECK(y(4800, 0) == Approx(1));
    CHECK(y(9600, 1) == Approx(0.5));
    CHECK(y(14400, 2) == Approx(0.25));
    CHECK(y(19200, 0) == Approx(0.125));
    CHECK(y.abs().sum() == Approx(1.875));
}

TEST_CASE("a swinging delay swings by its depth") {
    // A ramp comes out as the time minus the delay.
    Eigen::ArrayXXd x(96000, 1), y(96000, 1);
    x.col(0).setLinSpaced(0, 95999);
    Delay(rate, 1, {.time = 50_ms, .feedback = 0, .mix = 1, .depth = 2_ms, .rate = 1}).process(x, y);
    const Eigen::ArrayXXd delay = (x - y).bottomRows(48000);
    CHECK(delay.maxCoeff() == Approx(2400 + 96).margin(1e-3));
    CHECK(delay.minCoeff() == Approx(2400 - 96).margin(1e-3));
    CHECK(delay(12000, 0) == Approx(2400 + 96).margin(1e-3));
}

TEST_CASE("any split into blocks gives the same bits of a delay") {
    effects::check_splits(Delay(rate, 2, {.time = 7_ms, .feedback = -0.7, .ping_pong = 0.4, .depth = 1_ms}));
    effects::check_splits(Delay(44100, 1, {.time = 33.3_ms, .feedback = 0.9}));
    effects::check_splits(Delay(rate, 5, {.time = 1_ms, .depth = 10_ms, .rate = 20}));
}

TEST_CASE("a jump of a parameter of a delay does not click") {
    Delay delay(rate, 1, {.time = 20_ms, .feedback = 0.6, .mix = 0.5});
    CHECK(effects::splatter(delay, [] {}) < -120);
    CHECK(effects::splatter(delay, [&] { delay.time.set(333.3_ms); }) < -95);
    CHECK(effects::splatter(delay, [&] { delay.feedback.set(0.1); }) < -95);
    CHECK(effects::splatter(delay, [&] { delay.mix.set(1); }) < -95);
    CHECK(effects::splatter(delay, [&] { delay.ping_pong.set(1); }) < -95);
    CHECK(effects::splatter(delay, [&] { delay.depth.set(0.5_ms); }) < -95);
    CHECK(effects::splatter(delay, [&] { delay.rate.set(0.3); }) < -95);
}

TEST_CASE("a new time of a delay is reached") {
    Eigen::ArrayXXd x = Eigen::ArrayXXd::Zero(20000, 1);
    Delay delay(rate, 1, {.time = 100_ms, .mix = 1});
    delay.time.set(50_ms);
    delay.process(x, x);
    x(0, 0) = 1;
    delay.process(x, x);
    CHECK(x(2400, 0) == Approx(1));
}

TEST_CASE("threads may turn the knobs of a delay while it runs", "[threads]") {
    Delay delay(rate, 2);
    effects::storm(delay, 100,
                   {[&](double x) { delay.time.set(0.001 + 1.9 * x); },
                    [&](double x) { delay.feedback.set(1.8 * x - 0.9); },
                    [&](double x) { delay.ping_pong.set(x); }, [&](double x) { delay.mix.set(x); },
                    [&](double x) { delay.depth.set(0.01 * x); }, [&](double x) { delay.rate.set(20 * x); }});
}

TEST_CASE("a delay refuses what can't be") {
    CHECK_THROWS_AS(Delay(-1), pya::ArgumentError);
    CHECK_THROWS_AS(Delay(rate, 1, {.time = 3}), pya::ArgumentError);
    CHECK_THROWS_AS(Delay(rate, 1, {.feedback = 1}), pya::ArgumentError);
    CHECK_THROWS_AS(Delay(rate, 1, {.mix = NAN}), pya::ArgumentError);
    CHECK_THROWS_AS(Delay(rate, 1, {.depth = 1}), pya::ArgumentError);
    CHECK_THROWS_AS(Delay(rate, 1, {.longest = NAN}), pya::ArgumentError);
    CHECK_THROWS_AS(Delay(rate, 1, {.longest = 1e9}), pya::ArgumentError);
    Delay delay(rate, 2);
    CHECK_THROWS_AS(delay.time.set(2.1), pya::ArgumentError);
    CHECK(delay.time.get().value == 0.3);
    Eigen::ArrayXXf x(10, 1), y(10, 2);
    CHECK_THROWS_AS(delay.process(x, y), pya::ArgumentError);
}
