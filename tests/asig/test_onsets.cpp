// SPDX-License-Identifier: MIT
#include <pya/afeature.hpp>
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

TEST_CASE("onset strength has a column for each channel, at the times of the frames", "[asig][rhythm]") {
    const Asig beep = Ugen::sine({.freq = 660, .amp = 0.5, .dur = 0.2, .sr = 48000}).fade_out(0.15);
    Asig beeps(2_s, {.sr = 48000, .channels = 2, .cn = {"l", "r"}});
    beeps.add(beep.stereo(), {.onset = 0.8});
    const Afeature strength = beeps.onset_strength({.frames = {.stride = 480}});
    CHECK(strength.cn() == std::vector<std::string>{"l:onset_strength", "r:onset_strength"});
    CHECK(strength.frames() == 201);
    CHECK(strength.rate() == 100);
    Index frame = 0;
    strength.values().col(0).maxCoeff(&frame);
    CHECK(strength.times()[frame] == Approx(0.8).margin(0.03));
    CHECK((strength.values().col(0) == strength.values().col(1)).all());
    const Afeature groups = beeps.mono().onset_strength({.groups = {0, 64, 128}});
    CHECK(groups.cn() == std::vector<std::string>{"onset_strength0", "onset_strength1"});
    CHECK(groups.hop() == 512);
    CHECK(Asig(0).onset_strength().frames() == 0);
    CHECK_THROWS_AS(beeps.onset_strength({.lag = 0}), ArgumentError);
}

TEST_CASE("onset_detect and beat_track are in seconds", "[asig][rhythm]") {
    const Asig beep = Ugen::sine({.freq = 660, .amp = 0.5, .dur = 0.1, .sr = 48000}).fade_out(0.08);
    Asig beeps(8_s, {.sr = 48000, .channels = 2});
    for (int i = 0; i < 15; ++i) beeps.add(beep.stereo(), {.onset = 0.25 + 0.5 * i});
    const std::vector<double> onsets = beeps.onset_detect();
    REQUIRE(onsets.size() >= 15);
    CHECK(onsets[0] == Approx(0.25).margin(0.04));
    const auto [tempo, beats] = beeps.beat_track();
    CHECK(tempo == Approx(120).epsilon(0.05));
    REQUIRE(beats.size() >= 12);
    for (std::size_t i = 1; i < beats.size(); ++i) CHECK(beats[i] - beats[i - 1] == Approx(0.5).margin(0.05));
    CHECK(Asig(1_s).onset_detect().empty());
    CHECK(Asig(0).onset_detect().empty());
    CHECK(Asig(1_s).beat_track().tempo == 0);
    CHECK(Asig(0).beat_track().beats.empty());
    CHECK_THROWS_AS(beeps.onset_detect({.stride = 0}), ArgumentError);
    CHECK_THROWS_AS(beeps.beat_track({.tightness = 0}), ArgumentError);
}
