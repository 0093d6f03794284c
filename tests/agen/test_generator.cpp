// SPDX-License-Identifier: MIT
#include "support/catch.hpp"

#include "agen/blocks.hpp"

#include <pya/afeature.hpp>
#include <pya/agen/envelopes.hpp>
#include <pya/agen/generator.hpp>
#include <pya/agen/mix.hpp>
#include <pya/agen/oscillators.hpp>
#include <pya/agen/player.hpp>
#include <pya/asig.hpp>

#include <cmath>
#include <limits>
#include <numbers>

using namespace pya;
using blocks::rendered;

static_assert(dsp::Source<gen::Player, float> && dsp::Source<gen::Player, double>);

namespace {
constexpr double inf = std::numeric_limits<double>::infinity();
const Asig ramp({0.f, 1.f, 2.f, 3.f}, {.sr = 1000});
} // namespace

TEST_CASE("a generator takes numbers, signals and other generators", "[agen]") {
    const Agen x = (2 * Agen(ramp) + ramp - 1) / Agen(4);
    CHECK(x.render() == Asig({-0.25f, 0.5f, 1.25f, 2.f}, {.sr = 1000}));
    CHECK((ramp * Agen(ramp) - ramp).render() == Asig({0.f, 0.f, 2.f, 6.f}, {.sr = 1000}));
    CHECK((-Agen(ramp) / ramp.apply([](float v) { return v + 1; })).render()(slice(1, 2)) ==
          Asig({-0.5f}, {.sr = 1000}));
    CHECK(Agen(ramp).apply([](double v) { return v * v; }).render() ==
          Asig({0.f, 1.f, 4.f, 9.f}, {.sr = 1000}));
}

TEST_CASE("a generator with one channel goes to all channels of the other", "[agen]") {
    const Asig stereo(Eigen::ArrayXXf{{1, 2}, {3, 4}}, {.sr = 1000});
    const Agen x = Agen(stereo) * gen::line(0, 1, 1_ms);
    CHECK(x.channels() == 2);
    CHECK(x.render() == Asig(Eigen::ArrayXXf{{0, 0}, {3, 4}}, {.sr = 1000}));
    CHECK_THROWS_AS(Agen(stereo) + Agen(Asig(4, {.sr = 1000, .channels = 3})), ArgumentError);
}

TEST_CASE("an expression ends when the first of its parts ends", "[agen]") {
    const Agen x = gen::sine(100) + Agen(ramp) * gen::adsr({.dur = 3_ms});
    CHECK(x.duration() == 0.003);
    CHECK(x.render().samples() == 3);
    CHECK(x.render(6_ms).samples() == 6);
    CHECK(x.render(6_ms).sig()(3, 0) == 0);
    CHECK(gen::sine(100).duration() == inf);
}

TEST_CASE("a feature drives a generator on straight lines between its frames", "[agen]") {
    const Afeature feature(Eigen::ArrayXXd{{0, 10}, {1, std::nan("")}, {2, 30}}, {.sr = 1000, .hop = 2});
    const Eigen::ArrayXXd y = rendered(Agen(feature), 6, 6, 1000);
    CHECK((y.col(0) == Eigen::ArrayXd{{0, 0.5, 1, 1.5, 2, 2}}).all());
    CHECK((y.col(1) == Eigen::ArrayXd{{10, 15, 20, 25, 30, 30}}).all());
}

TEST_CASE("rendering begins where it is told, with the samples of the whole", "[agen]") {
    const Agen x = gen::sine(400 + 30 * gen::sine(5)) * gen::adsr({.dur = 0.3_s});
    const Asig whole = x.render({.sr = 8000});
    CHECK(whole.samples() == 2400);
    CHECK(x.render(0.1_s, {.sr = 8000, .from = 0.1_s}) == whole(slice(800, 1600)));
    CHECK(x.render({.sr = 8000, .from = 0.1_s}) == whole(slice(800, 2400)));
}

TEST_CASE("a graph that two play is two states", "[agen]") {
    const Agen x = gen::sine(440) * gen::line(0, 1, 1_s);
    gen::Player a(x), b(x);
    Eigen::ArrayXXf first(100, 1), again(100, 1);
    a.process(first);
    a.process(again);
    CHECK((first != again).any());
    b.process(again);
    CHECK((first == again).all());
    a.reset();
    a.process(again);
    CHECK((first == again).all());
}

TEST_CASE("a node that a graph has twice is computed once", "[agen]") {
    int calls = 0;
    const Agen x = gen::line(0, 1, 1_s).apply([&](double v) { return ++calls, v; });
    rendered(x * x + x, 100);
    CHECK(calls == 100);
}

TEST_CASE("graphs of 100000 nodes are built, rendered and freed", "[agen]") {
    Agen chain = gen::sine(10);
    for (int i = 0; i < 100'000; ++i) chain = chain + (i % 2 == 0 ? 1 : -1);
    CHECK(rendered(chain, 70)(69, 0) == Approx(rendered(gen::sine(10), 70)(69, 0)).margin(1e-9));
    Agen sequence = Agen(1).lasting(1_ms);
    for (int i = 0; i < 5000; ++i) sequence = sequence.then(Agen(i).lasting(1_ms));
    CHECK(sequence.render({.sr = 1000}).samples() == 5001);
    std::vector<Agen> voices(100'000, gen::sine(10));
    for (Agen& voice : voices) voice = voice * 0.5;
    CHECK(gen::mix(voices).render(1_ms).samples() == 44);
}

TEST_CASE("generators refuse what makes no sense", "[agen]") {
    const Asig other(4, {.sr = 2000});
    CHECK_THROWS_AS(Agen(std::nan("")), ArgumentError);
    CHECK_THROWS_AS(Agen(ramp) + other, ArgumentError);
    CHECK_THROWS_AS(Agen(ramp).render(1_s, {.sr = 2000}), ArgumentError);
    CHECK_THROWS_AS(gen::sine(440).render(), ArgumentError);
    CHECK_THROWS_AS(gen::sine(440).render(-1_s), ArgumentError);
    CHECK_THROWS_AS(gen::sine(440).render(std::nan("")), ArgumentError);
    CHECK_THROWS_AS(gen::sine(440).render(1_s, {.sr = 0}), ArgumentError);
    CHECK_THROWS_AS(gen::sine(440).render(1_s, {.from = -1_s}), ArgumentError);
    CHECK_THROWS_AS(gen::sine(440).lasting(inf), ArgumentError);
    CHECK_THROWS_AS(Agen(1).apply({}), ArgumentError);
    Eigen::ArrayXXf block(10, 2);
    CHECK_THROWS_AS(gen::Player(gen::sine(440)).process(block), ArgumentError);
}
