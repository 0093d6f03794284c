// SPDX-License-Identifier: MIT
#include <pya/dsp/leaf/dc_blocker.hpp>
#include <pya/dsp/leaf/one_pole.hpp>

#include "dsp/leaf/response.hpp"
#include "support/catch.hpp"

#include <limits>

using pya::dsp::leaf::DcBlocker;
using pya::dsp::leaf::OnePole;

namespace {

std::vector<double> lowpass(double freq) {
    OnePole<double> filter;
    filter.set_cutoff(freq, 48000);
    return impulse_response(filter);
}

} // namespace

TEST_CASE("a one-pole is -3 dB at its cutoff, up to half of the sampling rate") {
    for (const double f : {20., 1000., 12000., 23999.}) {
        CAPTURE(f);
        CHECK(decibels_at(lowpass(f), 0) == Approx(0).margin(1e-6));
        CHECK(decibels_at(lowpass(f), f / 48000) == Approx(-3.0103).margin(1e-4));
    }
    CHECK(decibels_at(lowpass(100), 3200. / 48000) - decibels_at(lowpass(100), 1600. / 48000) ==
          Approx(-6).margin(0.1));
}

TEST_CASE("a one-pole follows a step to 1 - 1/e within its time") {
    OnePole<float> filter;
    filter.set_time(0.01f, 10000);
    float y = 0;
    for (int i = 0; i < 100; ++i) y = filter(1);
    CHECK(y == Approx(1 - std::exp(-1)).margin(1e-5));
    filter.set_time(0, 10000);
    CHECK(filter(0.25f) == 0.25f);
}

TEST_CASE("a one-pole whose cutoff is out of range takes the nearest one within") {
    OnePole<double> filter;
    filter.set_cutoff(std::numeric_limits<double>::quiet_NaN(), 48000);
    filter.reset(0.5);
    CHECK(filter(1) == 0.5);
    CHECK(lowpass(1e6) == lowpass(24000));
}

TEST_CASE("a DC blocker takes out a constant and leaves what is above its frequency") {
    DcBlocker<double> blocker(20, 48000);
    const auto response = impulse_response(blocker);
    CHECK(decibels_at(response, 0) < -120);
    CHECK(decibels_at(response, 20. / 48000) == Approx(-3.0103).margin(1e-3));
    CHECK(decibels_at(response, 200. / 48000) == Approx(0).margin(0.05));
    CHECK(decibels_at(response, 0.5) == Approx(0).margin(1e-6));

    double y = 1;
    for (int i = 0; i < 48000; ++i) y = blocker(0.7);
    CHECK(std::abs(y) < 1e-12);
    blocker.reset();
    CHECK(blocker(1) == response[0]);
}
