// SPDX-License-Identifier: MIT
#include <pya/dsp/effect/tremolo.hpp>
#include <pya/error.hpp>

#include "dsp/effect/effect_checks.hpp"

using pya::dsp::Index;
using pya::dsp::RingModulator;
using pya::dsp::Tremolo;

static_assert(pya::dsp::Processor<Tremolo, float> && pya::dsp::Processor<Tremolo, double>);
static_assert(pya::dsp::Processor<RingModulator, float> && pya::dsp::Processor<RingModulator, double>);

namespace {

constexpr double rate = 48000;

} // namespace

TEST_CASE("the gain of a tremolo swings between 1 - depth and 1, and its channels may take turns") {
    Eigen::ArrayXXd x = Eigen::ArrayXXd::Ones(48000, 2);
    Tremolo(rate, 2, {.rate = 4, .depth = 0.6, .spread = 0.5}).process(x, x);
    CHECK(x(0, 0) == Approx(1));
    CHECK(x(6000, 0) == Approx(0.4));
    CHECK(x(12000, 0) == Approx(1));
    CHECK(x(0, 1) == Approx(0.4));
    CHECK(x(6000, 1) == Approx(1));
}

TEST_CASE("a ring modulator multiplies by a sine") {
    const Eigen::ArrayXXd x = effects::sine(1000, rate, 4800, 2);
    Eigen::ArrayXXd y = x;
    RingModulator(rate, 2, {.freq = 300}).process(x, y);
    const Eigen::ArrayXXd sine = effects::sine(300, rate, 4800, 2, 1);
    CHECK((y - x * sine).abs().maxCoeff() < 1e-10);
    RingModulator(rate, 2, {.freq = 300, .mix = 0.25}).process(x, y);
    CHECK((y - x * (0.75 + 0.25 * sine)).abs().maxCoeff() < 1e-10);
}

TEST_CASE("any split into blocks gives the same bits of a tremolo and a ring modulator") {
    effects::check_splits(Tremolo(rate, 3, {.spread = 0.1}));
    effects::check_splits(RingModulator(rate, 2, {.freq = 333}));
}

TEST_CASE("a jump of a parameter of a tremolo and a ring modulator does not click") {
    Tremolo tremolo(rate, 2);
    CHECK(effects::splatter(tremolo, [] {}) < -120);
    CHECK(effects::splatter(tremolo, [&] { tremolo.depth.set(1); }) < -95);
    CHECK(effects::splatter(tremolo, [&] { tremolo.rate.set(20); }) < -95);
    CHECK(effects::splatter(tremolo, [&] { tremolo.spread.set(0.5); }) < -95);
    RingModulator ring(rate, 1, {.freq = 100});
    CHECK(effects::splatter(ring, [&] { ring.freq.set(600); }) < -95);
    CHECK(effects::splatter(ring, [&] { ring.mix.set(0); }) < -95);
}

TEST_CASE("threads may turn the knobs of a tremolo and a ring modulator while they run", "[threads]") {
    Tremolo tremolo(rate, 2);
    effects::storm(tremolo, 1,
                   {[&](double x) { tremolo.rate.set(50 * x); }, [&](double x) { tremolo.depth.set(x); },
                    [&](double x) { tremolo.spread.set(x); }});
    RingModulator ring(rate, 2);
    effects::storm(ring, 1,
                   {[&](double x) { ring.freq.set(20000 * x); }, [&](double x) { ring.mix.set(x); }});
}

TEST_CASE("a tremolo and a ring modulator refuse what can't be") {
    CHECK_THROWS_AS(Tremolo(rate, 0), pya::ArgumentError);
    CHECK_THROWS_AS(Tremolo(rate, 1, {.rate = -1}), pya::ArgumentError);
    CHECK_THROWS_AS(Tremolo(rate, 1, {.depth = 2}), pya::ArgumentError);
    CHECK_THROWS_AS(Tremolo(rate, 1, {.spread = NAN}), pya::ArgumentError);
    CHECK_THROWS_AS(RingModulator(rate, 1, {.freq = 24001}), pya::ArgumentError);
    RingModulator ring(rate, 2);
    CHECK_THROWS_AS(ring.freq.set(NAN), pya::ArgumentError);
    CHECK(ring.freq.get() == 200);
    Eigen::ArrayXXf x(10, 1), y(10, 2);
    CHECK_THROWS_AS(ring.process(x, y), pya::ArgumentError);
}
