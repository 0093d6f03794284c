// SPDX-License-Identifier: MIT
#include <pya/dsp/effect/glide.hpp>

#include "support/catch.hpp"

#include <cmath>

using pya::dsp::impl::Glide;

TEST_CASE("a glide reaches its target exactly, without a step and without going beyond", "[dsp][effect]") {
    Glide glide(1, 48000);
    glide.to(3);
    double before = 1, step = 0;
    int samples = 0;
    for (; !glide.resting() && samples < 48000; ++samples) {
        const double value = glide.next();
        REQUIRE(value >= before);
        REQUIRE(value <= 3);
        REQUIRE(std::abs((value - before) - step) < 1e-4); // no corner
        step = value - before;
        before = value;
    }
    CHECK(glide.resting());
    CHECK(glide.next() == 3);
    CHECK(samples < 48000 / 4);
}

TEST_CASE("a thousandth of a glide's way is left after 46 ms", "[dsp][effect]") {
    Glide glide(0, 48000);
    glide.to(1);
    double value = 0;
    for (int i = 0; i < 48 * 46; ++i) value = glide.next();
    CHECK(1 - value == Approx(0.001).epsilon(0.1));
}

TEST_CASE("a glide whose target stays, rests, and a reset puts it to rest elsewhere", "[dsp][effect]") {
    Glide glide(2, 48000);
    glide.to(2);
    CHECK(glide.resting());
    glide.to(5);
    CHECK_FALSE(glide.resting());
    glide.reset(7);
    CHECK(glide.resting());
    CHECK(glide.next() == 7);
}
