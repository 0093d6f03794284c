// SPDX-License-Identifier: MIT
#include <pya/dsp/effect/parameter.hpp>
#include <pya/error.hpp>

#include "support/catch.hpp"

#include <limits>
#include <thread>

using pya::ArgumentError;
using pya::Decibels;
using pya::Seconds;
using pya::dsp::Parameter;

TEST_CASE("a parameter takes what is in its range, and keeps its value otherwise", "[dsp][effect]") {
    Parameter<Decibels> gain("gain", Decibels(-6), Decibels(-60), Decibels(12));
    CHECK(gain.get().value == -6);
    gain.set(Decibels(12));
    CHECK(gain.get().value == 12);
    for (const double bad :
         {12.001, -60.5, std::numeric_limits<double>::infinity(), std::numeric_limits<double>::quiet_NaN()})
        CHECK_THROWS_AS(gain.set(Decibels(bad)), ArgumentError);
    CHECK(gain.get().value == 12);
    CHECK_THROWS_WITH(gain.set(Decibels(20)), "gain is 20 dB; it must be from -60 to 12 dB");
    CHECK_THROWS_AS(Parameter<>("ratio", 0, 1, 2), ArgumentError);
}

TEST_CASE("copies of a parameter are one knob, for any thread", "[dsp][effect][threads]") {
    Parameter<Seconds> attack("attack", 0.1, 0, 1);
    Parameter<Seconds> copy = attack;
    std::thread other([&copy] {
        for (int i = 0; i <= 1000; ++i) copy.set(i / 1000.0);
    });
    for (int i = 0; i < 1000; ++i) {
        const double seen = attack.get().value;
        REQUIRE((seen >= 0 && seen <= 1));
    }
    other.join();
    CHECK(attack.get().value == 1);
}
