// SPDX-License-Identifier: MIT
#include <pya/dsp/leaf/phase.hpp>

#include "support/catch.hpp"

#include <limits>

using pya::dsp::leaf::Phase;

TEST_CASE("a phase wraps exactly and never drifts where its step is exact") {
    Phase<float> phase(1, 8);
    for (int i = 0; i < 1'000'000; ++i)
        if (phase.next() != static_cast<float>(i % 8) / 8) FAIL("sample " << i);
}

TEST_CASE("a phase can run backwards, above the sampling rate, and begin anywhere") {
    Phase<double> backwards(-1, 4, 0.5), fast(9, 4);
    for (const double expected : {0.5, 0.25, 0., 0.75}) CHECK(backwards.next() == expected);
    for (const double expected : {0., 0.25, 0.5, 0.75}) CHECK(fast.next() == expected);
    backwards.reset();
    CHECK(backwards.next() == 0.5);
    CHECK(Phase<double>(1, 4, -0.25).value() == 0.75);
}

TEST_CASE("a phase stays from 0 up to 1 at any step") {
    for (const double step : {1e-20, -1e-20, 0.9999999999999999, 1e300}) {
        Phase<double> phase(step, 1);
        Phase<float> single(static_cast<float>(step), 1);
        for (int i = 0; i < 1000; ++i) {
            const double x = phase.next();
            CHECK((x >= 0 && x < 1));
            const float y = single.next();
            CHECK((y >= 0 && y < 1));
        }
    }
}

TEST_CASE("a frequency that isn't finite stops the phase") {
    Phase<double> phase(std::numeric_limits<double>::quiet_NaN(), 44100, 0.25);
    CHECK(phase.next() == 0.25);
    CHECK(phase.next() == 0.25);
    phase.set(std::numeric_limits<double>::infinity(), 44100);
    CHECK(phase.next() == 0.25);
    CHECK(phase.next() == 0.25);
}

TEST_CASE("another frequency goes on from the phase that is there") {
    Phase<double> phase(1, 4);
    phase.next();
    phase.set(1, 8);
    CHECK(phase.next() == 0.25);
    CHECK(phase.next() == 0.375);
}
