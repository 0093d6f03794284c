// SPDX-License-Identifier: MIT
#include "support/catch.hpp"

#include "agen/blocks.hpp"

#include <pya/agen/envelopes.hpp>
#include <pya/agen/generator.hpp>
#include <pya/agen/mix.hpp>
#include <pya/agen/oscillators.hpp>
#include <pya/asig.hpp>

#include <cmath>

using namespace pya;
using blocks::rendered;

namespace {

const Agen up(Asig({1.f, 2.f, 3.f}, {.sr = 1000}));

Eigen::ArrayXd first(const Agen& generator, Index n, Index size = 100) {
    return rendered(generator, n, size, 1000).col(0);
}

} // namespace

TEST_CASE("after a generator another one follows, its last value, silence or itself", "[agen]") {
    CHECK((first(up.then(10 * up), 8) == Eigen::ArrayXd{{1, 2, 3, 10, 20, 30, 0, 0}}).all());
    CHECK((first(up.hold(), 5) == Eigen::ArrayXd{{1, 2, 3, 3, 3}}).all());
    CHECK((first(up.then(0) + 7, 5) == Eigen::ArrayXd{{8, 9, 10, 7, 7}}).all());
    CHECK((first(up.loop(), 8) == Eigen::ArrayXd{{1, 2, 3, 1, 2, 3, 1, 2}}).all());
    CHECK((first(up.then(up).loop().lasting(8_ms).then(5), 9) == Eigen::ArrayXd{{1, 2, 3, 1, 2, 3, 1, 2, 5}})
              .all());
    CHECK((first(up.then(up).loop(), 9, 1) == first(up.loop(), 9)).all());
}

TEST_CASE("what is endless is not followed by anything", "[agen]") {
    const Agen x = gen::sine(100);
    CHECK(x.then(up).node() == x.node());
    CHECK(x.hold().node() == x.node());
    CHECK(x.loop().node() == x.node());
    CHECK(std::isinf(up.then(x).duration()));
    CHECK(up.then(up).duration() == 0.006);
}

TEST_CASE("each round of a loop begins with a new state", "[agen]") {
    const Agen beat = gen::sine(30 + gen::line(0, 50, 10_ms)) * gen::adsr({.dur = 20_ms});
    const Eigen::ArrayXd round = first(beat, 20);
    CHECK((first(beat.loop(), 60) == round.replicate(3, 1)).all());
    CHECK((first(beat.loop(), 60, 7) == round.replicate(3, 1)).all());
}

TEST_CASE("a channel that isn't needed is not computed", "[agen]") {
    const Asig two(Eigen::ArrayXXf{{1, 2}, {3, 4}}, {.sr = 1000});
    int calls = 0;
    const Agen counted = Agen(two).apply([&calls](double x) { return ++calls, x; });
    CHECK((first(gen::channel(counted.loop().lasting(4_ms).then(5), 1), 5) == Eigen::ArrayXd{{2, 4, 2, 4, 5}})
              .all());
    CHECK(calls == 4);
}

TEST_CASE("a loop of nothing is silent", "[agen]") {
    const Agen nothing = Agen(Asig(0, {.sr = 1000}));
    CHECK((first(nothing.loop(), 5) == 0).all());
    CHECK((first(nothing.hold(), 5) == 0).all());
    CHECK((first(nothing.then(nothing).then(up).loop(), 4) == Eigen::ArrayXd{{1, 2, 3, 1}}).all());
}

TEST_CASE("a mix ends with its last part", "[agen]") {
    const Agen x = gen::mix({up, up.then(up), Agen(1).lasting(1_ms)});
    CHECK(x.duration() == 0.006);
    CHECK(x.render() == Asig({3.f, 4.f, 6.f, 1.f, 2.f, 3.f}, {.sr = 1000}));
    CHECK(gen::mix({}).render().samples() == 0);
}

TEST_CASE("generators become the channels of one", "[agen]") {
    const Agen x = gen::channels({up, 2 * up.loop()});
    CHECK(x.render() == Asig(Eigen::ArrayXXf{{1, 2}, {2, 4}, {3, 6}}, {.sr = 1000}));
    CHECK(x.loop().lasting(4_ms).render() ==
          Asig(Eigen::ArrayXXf{{1, 2}, {2, 4}, {3, 6}, {1, 2}}, {.sr = 1000}));
    CHECK_THROWS_AS(gen::channels({}), ArgumentError);
    CHECK_THROWS_AS(gen::channels({x}), ArgumentError);
}

TEST_CASE("pan2 of a generator has the gains of Asig::pan2", "[agen]") {
    const Asig sig({1.f, 2.f, 3.f}, {.sr = 1000});
    CHECK(gen::pan2(sig, -0.3).render().allclose(sig.pan2(-0.3)));
    CHECK(gen::pan2(sig, 7).render().allclose(sig.pan2(1)));
    CHECK_THROWS_AS(gen::pan2(gen::pan2(sig, 0), 0), ArgumentError);
}

TEST_CASE("graphs with a clock of their own are nested up to 64 deep", "[agen]") {
    Agen x = up;
    for (int i = 0; i < 64; ++i) x = x.lasting(2_ms);
    CHECK(x.render().samples() == 2);
    CHECK_THROWS_AS(x.loop(), ArgumentError);
    Agen right = up;
    for (int i = 0; i < 200; ++i) right = up.then(right);
    CHECK(right.render().samples() == 603);
}
