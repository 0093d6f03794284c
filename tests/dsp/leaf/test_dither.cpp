// SPDX-License-Identifier: MIT
#include <pya/dsp/leaf/dither.hpp>
#include <pya/dsp/leaf/mersenne.hpp>

#include "support/catch.hpp"

#include <cmath>
#include <limits>
#include <map>
#include <numbers>

using pya::dsp::leaf::Dither;
using pya::dsp::leaf::Mersenne;

TEST_CASE("the error of dither has the same mean and power at every level, in steps 0 and 1/4") {
    for (const double level : {0., 0.1, 0.25, 0.5, 0.77}) {
        CAPTURE(level);
        Dither<double> dither(16, 5);
        const int n = 400'000;
        double mean = 0, power = 0;
        for (int i = 0; i < n; ++i) {
            const double error = dither(level * dither.step()) / dither.step() - level;
            mean += error / n;
            power += error * error / n;
        }
        CHECK(mean == Approx(0).margin(4e-3));
        CHECK(power == Approx(0.25).margin(4e-3));
    }
}

TEST_CASE("silence becomes a step up or down in one sample of eight each") {
    Dither<float, Mersenne> dither(16, 5);
    std::map<float, int> histogram;
    for (int i = 0; i < 400'000; ++i) ++histogram[dither(0) / dither.step()];
    CHECK(histogram.size() == 3);
    CHECK(histogram[0] == Approx(300'000).epsilon(0.01));
    CHECK(histogram[-1] == Approx(50'000).epsilon(0.02));
    CHECK(histogram[1] == Approx(50'000).epsilon(0.02));
}

TEST_CASE("a sine of less than half a step survives dither and nothing else") {
    Dither<double> dither(8);
    double found = 0, third = 0;
    const int n = 441'000;
    for (int i = 0; i < n; ++i) {
        const double angle = 2 * std::numbers::pi * 0.01 * i;
        const double y = dither(0.4 * dither.step() * std::sin(angle)) / dither.step();
        found += 2 * y * std::sin(angle) / n;
        third += 2 * y * std::sin(3 * angle) / n;
    }
    CHECK(found == Approx(0.4).margin(0.01));
    CHECK(third == Approx(0).margin(0.01));
}

TEST_CASE("dithered samples are levels from -1 to 1 - step, and the numbers of bits within 1 and 32") {
    Dither<double> dither(3);
    for (double x = -1.5; x < 1.5; x += 0.001) {
        const double y = dither(x);
        CHECK(y * 4 == std::floor(y * 4));
        CHECK((y >= -1 && y <= 0.75));
    }
    CHECK(Dither<double>(-5).step() == 1);
    CHECK(Dither<double>(99).step() == std::ldexp(1., -31));
}

TEST_CASE("dither begins anew after reset, and depends on its seed") {
    Dither<float> first(8, 1), second(8, 2);
    int same = 0, again = 0;
    float before[100];
    for (float& y : before) {
        y = first(0);
        same += y == second(0);
    }
    first.reset();
    for (const float y : before) again += y == first(0);
    CHECK(same < 90);
    CHECK(again == 100);
}
