// SPDX-License-Identifier: MIT
#include <pya/dsp/leaf/soft_clip.hpp>

#include "support/catch.hpp"

#include <cmath>
#include <limits>
#include <numbers>

using namespace pya::dsp::leaf;

TEMPLATE_TEST_CASE("soft clippers are odd, rise with a slope of 1 and stay within 1", "", float, double) {
    using T = TestType;
    for (T (*const clip)(T) : {clip_tanh<T>, clip_cubic<T>, clip_algebraic<T>}) {
        const T infinity = std::numeric_limits<T>::infinity();
        CHECK(clip(0) == 0);
        CHECK(clip(T(1e-3)) == Approx(1e-3).epsilon(1e-5));
        CHECK(clip(infinity) == 1);
        CHECK(clip(-infinity) == -1);
        CHECK(std::isnan(clip(std::numeric_limits<T>::quiet_NaN())));
        T before = -1;
        for (T x = -5; x <= 5; x += T(0.01)) {
            const T y = clip(x);
            CHECK(clip(-x) == -y);
            CHECK(std::abs(y) <= std::abs(x));
            CHECK(std::abs(y) <= 1);
            CHECK(y >= before);
            before = y;
        }
    }
}

TEST_CASE("the cubic clipper makes a third harmonic and no other") {
    double harmonics[8] = {};
    const int n = 1000;
    for (int i = 0; i < n; ++i) {
        const double angle = 2 * std::numbers::pi * i / n, y = clip_cubic(1.2 * std::sin(angle));
        for (int k = 1; k < 8; ++k) harmonics[k] += 2 * y * std::sin(k * angle) / n;
    }
    CHECK(harmonics[3] == Approx(1.2 * 1.2 * 1.2 / 27));
    for (const int k : {2, 4, 5, 6, 7}) CHECK(harmonics[k] == Approx(0).margin(1e-12));
}
