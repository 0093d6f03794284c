// SPDX-License-Identifier: MIT
#include "support/catch.hpp"

#include "agen/blocks.hpp"

#include <pya/agen/envelopes.hpp>
#include <pya/agen/filters.hpp>
#include <pya/agen/generator.hpp>
#include <pya/agen/noise.hpp>
#include <pya/agen/oscillators.hpp>
#include <pya/agen/param.hpp>
#include <pya/agen/player.hpp>
#include <pya/asig.hpp>
#include <pya/dsp/leaf/follower.hpp>
#include <pya/dsp/leaf/svf.hpp>

#include <cmath>

using namespace pya;
using blocks::rendered;

namespace {

Eigen::ArrayXd first(const Agen& generator, Index n) { return rendered(generator, n, n, 1000).col(0); }

const Agen hiss = gen::noise({.seed = 3});

} // namespace

TEST_CASE("the filters are the outputs of a state-variable filter, whose cutoff moves", "[agen]") {
    const Agen cutoff = gen::line(50, 400, 0.2_s);
    const Eigen::ArrayXd x = first(hiss, 200), low = first(gen::lowpass(hiss, cutoff, 3), 200),
                         high = first(gen::highpass(hiss, cutoff, 3), 200),
                         band = first(gen::bandpass(hiss, cutoff, 3), 200),
                         notch = first(gen::notch(hiss, cutoff, 3), 200);
    dsp::leaf::Svf<double> filter(1000);
    for (Index i = 0; i < 200; ++i) {
        filter.set(50 + 350 * (static_cast<double>(i) / 200), 3);
        const auto y = filter(x(i));
        REQUIRE(low(i) == Approx(y.low).margin(1e-12));
        REQUIRE(high(i) == Approx(y.high).margin(1e-12));
        REQUIRE(band(i) == Approx(y.band).margin(1e-12));
        REQUIRE(notch(i) == Approx(y.notch()).margin(1e-12));
    }
}

TEST_CASE("smooth goes 1 - 1/e of the way in its time", "[agen]") {
    const Eigen::ArrayXd y = first(gen::smooth(1, 100_ms), 1000);
    CHECK(y(99) == Approx(1 - std::exp(-1)));
    CHECK(y(999) == Approx(1).margin(1e-4));
    CHECK((first(gen::smooth(hiss, 0), 50) == first(hiss, 50)).all());
}

TEST_CASE("follow is the level of what it follows", "[agen]") {
    const Eigen::ArrayXd x = first(hiss, 300), y = first(gen::follow(hiss, 2_ms, 50_ms), 300);
    dsp::leaf::PeakFollower<double> follower(0.002, 0.05, 1000);
    for (Index i = 0; i < 300; ++i) REQUIRE(y(i) == follower(x(i)));
}

TEST_CASE("sample_hold takes a value whenever the trigger rises", "[agen]") {
    const Agen trigger = gen::steps({0, 1, 2, 0, 1, 0}, 2_ms);
    CHECK((first(gen::sample_hold(gen::line(0, 100, 100_ms), trigger), 12) ==
           Eigen::ArrayXd{{0, 0, 2, 2, 2, 2, 2, 2, 8, 8, 8, 8}})
              .all());
}

TEST_CASE("a delay is a delay, with feedback and between samples", "[agen]") {
    const Agen click = gen::impulse(0);
    CHECK((first(gen::delay(click, 0.003), 8) == Eigen::ArrayXd{{0, 0, 0, 1, 0, 0, 0, 0}}).all());
    CHECK((first(gen::delay(click, 0.003, {.feedback = 0.5}), 10) ==
           Eigen::ArrayXd{{0, 0, 0, 1, 0, 0, 0.5, 0, 0, 0.25}})
              .all());
    const Eigen::ArrayXd late = first(gen::delay(gen::sine(10), 0.0105), 200),
                         sine = first(gen::sine(10), 200);
    CHECK(late(150) == Approx((sine(139) + sine(140)) / 2).margin(1e-3));
    CHECK(first(gen::delay(click, 0), 4)(2) == 1);
    CHECK(first(gen::delay(click, 1), 1001)(1000) == 1);
}

TEST_CASE("filters refuse what is out of range", "[agen]") {
    CHECK_THROWS_AS(gen::lowpass(hiss, 0), ArgumentError);
    CHECK_THROWS_AS(gen::bandpass(hiss, 100, -1), ArgumentError);
    CHECK_THROWS_AS(gen::smooth(hiss, -1_s), ArgumentError);
    CHECK_THROWS_AS(gen::follow(hiss, std::nan("")), ArgumentError);
    CHECK_THROWS_AS(gen::delay(hiss, 2), ArgumentError);
    CHECK_THROWS_AS(gen::delay(hiss, 0.1, {.longest = 0}), ArgumentError);
}

TEST_CASE("noise has its seed, its colour and channels of their own", "[agen]") {
    CHECK((first(gen::noise({.seed = 7}), 99) == first(gen::noise({.seed = 7}), 99)).all());
    CHECK((first(gen::noise({.seed = 7}), 99) != first(gen::noise({.seed = 8}), 99)).any());
    CHECK((first(gen::noise(), 99) != first(gen::noise(), 99)).any());
    const Agen once = gen::noise();
    CHECK((first(once, 99) == first(once, 99)).all());
    const Eigen::ArrayXXd two = rendered(gen::noise({.seed = 7, .channels = 2}), 20000);
    CHECK(std::fabs((two.col(0) * two.col(1)).mean()) < 0.01);
    CHECK(two.abs().maxCoeff() <= 1);
    const auto rms = [](Noise type) {
        return std::sqrt(rendered(gen::noise({.type = type, .seed = 1}), 400'000).square().mean());
    };
    CHECK(rms(Noise::white) == Approx(std::sqrt(1. / 3)).epsilon(0.01));
    CHECK(rms(Noise::gaussian) == Approx(1).epsilon(0.01));
    CHECK(rms(Noise::pink) == Approx(0.2).epsilon(0.05));
    CHECK(rms(Noise::brown) == Approx(0.2).epsilon(0.1));
    CHECK_THROWS_AS(gen::noise({.channels = 0}), ArgumentError);
}

TEST_CASE("dust comes as often as asked for, at any height", "[agen]") {
    const Eigen::ArrayXd y = rendered(gen::dust(1000, 3), 441'000).col(0);
    const auto count = static_cast<double>((y != 0).count());
    CHECK(count == Approx(10'000).epsilon(0.05));
    CHECK(y.sum() / count == Approx(0.5).epsilon(0.05));
    CHECK((y >= 0 && y < 1).all());
    CHECK((first(gen::dust(0, 1), 99) == 0).all());
    CHECK_THROWS_AS(gen::dust(-1), ArgumentError);
}

TEST_CASE("a parameter starts where it is and moves smoothly to what is set", "[agen]") {
    gen::Param gain(1, {.least = 0, .largest = 5, .smooth = 10_ms});
    const gen::Param copy = gain;
    gen::Player player(gain * 2, {.sr = 1000});
    Eigen::ArrayXXd y(100, 1);
    player.process(dsp::Block<double>(y.topRows(10)));
    CHECK((y.topRows(10) == 2).all());
    gain.set(3);
    CHECK(copy.get() == 3);
    player.process(y);
    CHECK(y(0) == Approx(2 + 4 * (1 - std::pow(0.001, 0.1))));
    CHECK(y(9) == Approx(6 - 0.004));
    CHECK((y.topRows(20).bottomRows(19) > y.topRows(19)).all());
    CHECK(y(99) == 6);
    CHECK_THROWS_AS(gain.set(6), ArgumentError);
    CHECK_THROWS_AS(gain.set(std::nan("")), ArgumentError);
    CHECK(gain.get() == 3);
    CHECK((first(gen::Param(0.5, {.smooth = 0}) + 1, 5) == 1.5).all());
    CHECK_THROWS_AS(gen::Param(2, {.largest = 1}), ArgumentError);
    CHECK_THROWS_AS(gen::Param(2, {.smooth = -1_s}), ArgumentError);
}
