// SPDX-License-Identifier: MIT
#include <pya/dsp/leaf/ramp.hpp>
#include <pya/dsp/leaf/smoothed.hpp>

#include "support/catch.hpp"

#include <cmath>
#include <vector>

using pya::dsp::leaf::Ramp;
using pya::dsp::leaf::Smoothed;

TEST_CASE("a ramp goes in a straight line and is exactly there after its samples") {
    Ramp<float> ramp(0);
    ramp.to(1, 4);
    for (const float expected : {0.f, 0.25f, 0.5f, 0.75f}) {
        CHECK_FALSE(ramp.arrived());
        CHECK(ramp.next() == expected);
    }
    CHECK(ramp.arrived());
    CHECK(ramp.next() == 1);
    CHECK(ramp.next() == 1);
}

TEST_CASE("a ramp of ten million samples does not drift") {
    Ramp<float> ramp(-0.3f);
    const int n = 10'000'000;
    ramp.to(0.7f, n);
    for (int i = 0; i < n / 2; ++i) ramp.next();
    CHECK(ramp.next() == Approx(0.2f).margin(1e-6));
    for (int i = n / 2 + 1; i < n; ++i) ramp.next();
    CHECK(ramp.next() == 0.7f);
}

TEST_CASE("a ramp can turn back on its way, jump, and be set") {
    Ramp<double> ramp(1);
    ramp.to(2, 10);
    for (int i = 0; i < 5; ++i) ramp.next();
    ramp.to(0, 3);
    CHECK(ramp.next() == Approx(1.5));
    CHECK(ramp.next() == Approx(1.0));
    ramp.to(7, 0);
    CHECK(ramp.arrived());
    CHECK(ramp.next() == 7);
    ramp.reset(3);
    CHECK(ramp.next() == 3);
}

TEST_CASE("a smoothed parameter has a thousandth of its way left after its time") {
    Smoothed<double> value(1, 0.1, 1000);
    value.set(3);
    double v = 0;
    for (int i = 0; i < 100; ++i) v = value.next();
    CHECK(3 - v == Approx(2e-3));
}

TEST_CASE("a smoothed parameter never jumps further than its largest step, whatever its target does") {
    Smoothed<float> value(0, 0.02f, 44100);
    float before = 0, target = 0;
    for (int i = 0; i < 20000; ++i) {
        if (i % 37 == 0) value.set(target = static_cast<float>(i * 7919 % 200) / 100 - 1);
        const float now = value.next();
        CHECK(std::abs(now - before) <= value.largest_step() * std::abs(target - before) + 1e-6f);
        CHECK((now - before) * (target - now) >= -1e-6f); // not beyond
        before = now;
    }
    CHECK(value.largest_step() == Approx(1 - std::pow(0.001, 1 / 882.)).epsilon(1e-4));
}

TEST_CASE("a smoothed parameter ends on its target exactly") {
    Smoothed<float> value(0.1f, 5, 44100);
    value.set(0.7f);
    for (int i = 0; i < 44100 * 15; ++i) value.next();
    CHECK(value.next() == 0.7f);
    value.set(0);
    for (int i = 0; i < 44100 * 30; ++i) value.next();
    CHECK(value.next() == 0);
}

TEST_CASE("a smoothed parameter without time follows at once") {
    Smoothed<float> value(1, -1, 44100);
    value.set(2);
    CHECK(value.next() == 2);
    value.reset(5);
    CHECK(value.next() == 5);
}
