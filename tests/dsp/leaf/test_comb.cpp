// SPDX-License-Identifier: MIT
#include <pya/dsp/leaf/allpass.hpp>
#include <pya/dsp/leaf/comb.hpp>

#include "dsp/leaf/response.hpp"
#include "support/catch.hpp"

#include <array>

using namespace pya::dsp::leaf;

TEST_CASE("a comb repeats a sample, each time weaker by its gain") {
    Comb comb(DelayLine<double>(5), 0.5);
    const auto response = impulse_response(comb, 30);
    for (std::size_t i = 0; i < response.size(); ++i) {
        CAPTURE(i);
        CHECK(response[i] == (i % 5 == 0 ? std::pow(0.5, static_cast<double>(i / 5)) : 0));
    }
}

TEST_CASE("a comb has its peaks at multiples of its frequency and its valleys between") {
    const auto response = impulse_response(Comb(DelayLine<double>(100), 0.9));
    for (const double harmonic : {1., 2., 17.}) {
        CHECK(decibels_at(response, harmonic / 100) == Approx(20).margin(1e-6));
        CHECK(decibels_at(response, (harmonic + 0.5) / 100) == Approx(-20 * std::log10(1.9)).margin(1e-6));
    }
}

TEST_CASE("the echoes of a comb fall by 60 dB within the time of its decay") {
    Comb comb(DelayLine<double>(441));
    comb.set_decay(0.5, 44100);
    const auto response = impulse_response(comb);
    CHECK(20 * std::log10(response[22050]) == Approx(-60).margin(1e-9));
    comb.set_decay(0, 44100);
    comb.reset();
    comb(1);
    for (int i = 0; i < 1000; ++i) CHECK(comb(0) == 0);
}

TEST_CASE("Schroeder's all-pass leaves every level as it is") {
    SchroederAllpass allpass(DelayLine<double>(113), 0.7);
    const auto response = impulse_response(allpass);
    for (const double f : {0.001, 0.01, 0.1234, 0.25, 0.4999}) {
        CAPTURE(f);
        CHECK(decibels_at(response, f) == Approx(0).margin(1e-9));
    }
    CHECK(response[0] == -0.7);
    CHECK(response[113] == Approx(1 - 0.7 * 0.7));
    CHECK(response[226] == Approx(0.7 * (1 - 0.7 * 0.7)));
}

TEST_CASE("gains of feedback are held within 1, and reset takes the echoes away") {
    DelayLine<float, std::array<float, 8>> line;
    Comb comb(line, 7.f);
    SchroederAllpass allpass(line, -7.f);
    for (int i = 0; i < 1000; ++i) {
        comb(i == 0 ? 1.f : 0.f);
        CHECK(std::abs(allpass(i == 0 ? 1.f : 0.f)) <= 1);
    }
    CHECK(comb(0) == 1);
    comb.reset();
    allpass.reset();
    for (int i = 0; i < 20; ++i) {
        CHECK(comb(0) == 0);
        CHECK(allpass(0) == 0);
    }
}
