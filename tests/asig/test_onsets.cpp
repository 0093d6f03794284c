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

TEST_CASE("beats of a signal are in seconds, with their tempo", "[asig][rhythm]") {
    const Asig beep = Ugen::sine({.freq = 660, .amp = 0.5, .dur = 0.1, .sr = 48000}).fade_out(0.08);
    Asig beeps(8_s, {.sr = 48000, .channels = 1});
    for (int i = 0; i < 15; ++i) beeps.add(beep, {.onset = 0.25 + 0.5 * i});
    const dsp::Beats found = beeps.beats();
    CHECK(found.tempo == Approx(120).epsilon(0.01));
    CHECK(found.confidence > 0.5);
    REQUIRE(found.times.size() == 15);
    for (int i = 0; i < 15; ++i)
        CHECK(std::abs(found.times[static_cast<std::size_t>(i)] - 0.25 - 0.5 * i) < 0.02);
    CHECK(beeps.tempo() == found.tempo);
    CHECK(Asig(3_s).tempo() == 0);
    CHECK(Asig(0).beats().times.empty());
    CHECK_THROWS_AS(beeps.tempo({.tempo = 1}), ArgumentError);
}
