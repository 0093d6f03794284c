// SPDX-License-Identifier: MIT
#include <pya/asig.hpp>
#include <pya/ugen.hpp>

#include "support/catch.hpp"

#include <cmath>

using namespace pya;

TEST_CASE("onsets of a signal are in seconds", "[asig][rhythm]") {
    const Asig beep = Ugen::sine({.freq = 660, .amp = 0.5, .dur = 0.2, .sr = 48000}).fade_out(0.15);
    Asig beeps(2_s, {.sr = 48000, .channels = 1});
    const std::vector<double> begins{0.25, 0.8, 1.5};
    for (const double begin : begins) beeps.add(beep, {.onset = begin});
    const std::vector<double> found = beeps.onsets();
    REQUIRE(found.size() == begins.size());
    for (std::size_t i = 0; i < begins.size(); ++i) CHECK(std::abs(found[i] - begins[i]) < 0.008);
    CHECK(beeps.onsets({.apart = 1}).size() == 2);
    CHECK(Asig(1_s).onsets().empty());
    CHECK(Asig(0).onsets().empty());
    CHECK_THROWS_AS(beeps.onsets({.apart = -1}), ArgumentError);
}
