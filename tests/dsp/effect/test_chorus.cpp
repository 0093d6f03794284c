// SPDX-License-Identifier: MIT
#include <pya/dsp/effect/chorus.hpp>
#include <pya/error.hpp>

#include "dsp/effect/effect_checks.hpp"

using namespace pya::literals;
using pya::dsp::Chorus;

static_assert(pya::dsp::Processor<Chorus, float> && pya::dsp::Processor<Chorus, double>);

namespace {

constexpr double rate = 48000;

} // namespace

TEST_CASE("the copies of a chorus swing around their delay, in each channel at another time") {
    // A ramp comes out as the time minus the delay.
    Eigen::ArrayXXd x(96000, 2), y(96000, 2);
    for (int c = 0; c < 2; ++c) x.col(c).setLinSpaced(0, 95999);
    Chorus(rate, 2, {.voices = 1, .delay = 20_ms, .depth = 5_ms, .rate = 1, .mix = 1}).process(x, y);
    const Eigen::ArrayXXd delay = (x - y).bottomRows(48000);
    CHECK(delay.col(0).maxCoeff() == Approx(960 + 240).margin(1e-3));
    CHECK(delay.col(0).minCoeff() == Approx(960 - 240).margin(1e-3));
    CHECK(delay(12000, 0) == Approx(960 + 240).margin(1e-3));
    CHECK(delay(0, 1) == Approx(960 + 240).margin(1e-3));
    Chorus(rate, 2, {.voices = 4, .delay = 20_ms, .depth = 5_ms, .rate = 1, .mix = 1}).process(x, y);
    CHECK(((x - y).bottomRows(48000) - 960).abs().maxCoeff() < 1e-3); // they swing against each other
}

TEST_CASE("a flanger that stands still is a comb filter") {
    Eigen::ArrayXXd x = Eigen::ArrayXXd::Zero(1000, 1), y = x;
    x(0, 0) = 1;
    Chorus(rate, 1, {.voices = 1, .delay = 2_ms, .depth = 0, .feedback = 0.5, .mix = 0.5}).process(x, y);
    CHECK(y(0, 0) == 0.5);
    CHECK(y(96, 0) == Approx(0.5));
    CHECK(y(192, 0) == Approx(0.25));
    CHECK(y(288, 0) == Approx(0.125));
}

TEST_CASE("any split into blocks gives the same bits of a chorus") {
    effects::check_splits(Chorus(rate, 2));
    effects::check_splits(Chorus(44100, 5, pya::dsp::flanger));
}

TEST_CASE("a jump of a parameter of a chorus does not click") {
    Chorus chorus(rate, 1, {.voices = 2, .delay = 10_ms, .depth = 0, .mix = 0.5});
    CHECK(effects::splatter(chorus, [] {}) < -120);
    CHECK(effects::splatter(chorus, [&] { chorus.delay.set(30_ms); }) < -95);
    CHECK(effects::splatter(chorus, [&] { chorus.depth.set(1_ms); }) < -95);
    CHECK(effects::splatter(chorus, [&] { chorus.rate.set(3); }) < -95);
    CHECK(effects::splatter(chorus, [&] { chorus.feedback.set(0.5); }) < -95);
    CHECK(effects::splatter(chorus, [&] { chorus.mix.set(1); }) < -95);
}

TEST_CASE("threads may turn the knobs of a chorus while it runs", "[threads]") {
    Chorus chorus(rate, 2);
    effects::storm(chorus, 100,
                   {[&](double x) { chorus.delay.set(0.001 + 0.04 * x); },
                    [&](double x) { chorus.depth.set(0.02 * x); }, [&](double x) { chorus.rate.set(20 * x); },
                    [&](double x) { chorus.feedback.set(1.8 * x - 0.9); },
                    [&](double x) { chorus.mix.set(x); }});
}

TEST_CASE("a chorus refuses what can't be") {
    CHECK_THROWS_AS(Chorus(NAN), pya::ArgumentError);
    CHECK_THROWS_AS(Chorus(rate, 1, {.voices = 0}), pya::ArgumentError);
    CHECK_THROWS_AS(Chorus(rate, 1, {.voices = 17}), pya::ArgumentError);
    CHECK_THROWS_AS(Chorus(rate, 1, {.delay = 0}), pya::ArgumentError);
    CHECK_THROWS_AS(Chorus(rate, 1, {.depth = NAN}), pya::ArgumentError);
    CHECK_THROWS_AS(Chorus(rate, 1, {.feedback = 1}), pya::ArgumentError);
    Chorus chorus(rate, 2);
    CHECK_THROWS_AS(chorus.rate.set(-1), pya::ArgumentError);
    CHECK(chorus.rate.get() == 0.5);
    Eigen::ArrayXXf x(10, 1), y(10, 2);
    CHECK_THROWS_AS(chorus.process(x, y), pya::ArgumentError);
}
