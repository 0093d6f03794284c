// SPDX-License-Identifier: MIT
#include <pya/dsp/leaf/follower.hpp>

#include "support/catch.hpp"

#include <cmath>

using pya::dsp::leaf::PeakFollower;
using pya::dsp::leaf::RmsFollower;

TEST_CASE("a peak follower rises and falls with its two time constants") {
    PeakFollower<double> level(0.01, 0.1, 1000);
    double y = 0;
    for (int i = 0; i < 10; ++i) y = level(i % 2 == 0 ? 1 : -1);
    CHECK(y == Approx(1 - std::exp(-1)));
    level.reset(1);
    for (int i = 0; i < 100; ++i) y = level(0);
    CHECK(y == Approx(std::exp(-1)));
}

TEST_CASE("a peak follower without attack holds on to every peak") {
    PeakFollower<float> level(0, 1, 44100);
    CHECK(level(-0.8f) == 0.8f);
    CHECK(level(0.1f) == Approx(0.8).epsilon(1e-4));
    CHECK(level(0.9f) == 0.9f);
    level.reset();
    CHECK(level(0) == 0);
}

TEST_CASE("an RMS follower settles on -3 dB of a sine's peak") {
    RmsFollower<double> level(0.1, 44100);
    double y = 0;
    for (int i = 0; i < 2 * 44100; ++i) y = level(0.5 * std::sin(0.1 * i));
    CHECK(20 * std::log10(y / 0.5) == Approx(-3.01).margin(0.02));
}

TEST_CASE("an RMS follower forgets with its time constant") {
    RmsFollower<float> level(0.1f, 1000);
    float y = 0;
    for (int i = 0; i < 100; ++i) y = level(1);
    CHECK(y * y == Approx(1 - std::exp(-1)).epsilon(1e-5));
    level.reset(0.5f);
    for (int i = 0; i < 100; ++i) y = level(0.5f);
    CHECK(y == Approx(0.5));
    level.reset();
    CHECK(level(0) == 0);
}
