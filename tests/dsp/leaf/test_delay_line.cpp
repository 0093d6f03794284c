// SPDX-License-Identifier: MIT
#include <pya/dsp/leaf/allpass_tap.hpp>
#include <pya/dsp/leaf/delay_line.hpp>

#include "dsp/leaf/response.hpp"
#include "support/catch.hpp"

#include <array>
#include <limits>
#include <span>

using pya::dsp::leaf::AllpassTap;
using pya::dsp::leaf::DelayLine;

namespace {

/// The impulse response of a way to read a delay line.
template <class Read>
std::vector<double> read_by(Read read) {
    DelayLine<double> line(32);
    return impulse_response(
        [&](double x) {
            line.push(x);
            return read(line);
        },
        4096);
}

/// The delay of a frequency, in samples, that is less than a cycle from the expected one.
double delay_at(const std::vector<double>& response, double freq) {
    const double cycles = std::arg(response_at(response, freq)) / (2 * std::numbers::pi);
    return -cycles / freq;
}

} // namespace

TEST_CASE("a delay line gives back what was pushed so many samples ago, wherever its memory is") {
    std::array<float, 10> memory{1, 2, 3};
    DelayLine<float> own(7);
    DelayLine<float, std::array<float, 10>> within;
    DelayLine<float, std::span<float>> handed{std::span<float>(memory)};
    CHECK(handed[0] == 0);
    CHECK(own.max_delay() == 7);
    CHECK(within.max_delay() == 7);
    CHECK(handed.max_delay() == 7);
    for (int i = 0; i < 57; ++i) {
        const auto x = static_cast<float>(i);
        own.push(x), within.push(x), handed.push(x);
        for (std::size_t d = 0; d <= 7; ++d) {
            const float expected = static_cast<float>(std::max(i - static_cast<int>(d), 0));
            CHECK(own[d] == expected);
            CHECK(within[d] == expected);
            CHECK(handed[d] == expected);
            CHECK(own.linear(static_cast<float>(d)) == expected);
            if (d > 0) CHECK(own.lagrange(static_cast<float>(d)) == expected);
        }
    }
    own.reset();
    for (std::size_t d = 0; d <= 7; ++d) CHECK(own[d] == 0);
}

TEST_CASE("a straight line is read exactly between its samples, a cubic by Lagrange") {
    DelayLine<double> line(20), cubic(20);
    const auto curve = [](double t) { return 0.3 * t * t * t - t * t + 2 * t + 1; };
    for (int i = 0; i < 24; ++i) {
        line.push(3. * i + 1);
        cubic.push(curve(0.1 * i));
    }
    for (double d = 1; d < 19; d += 0.137) {
        CAPTURE(d);
        CHECK(line.linear(d) == Approx(3 * (23 - d) + 1));
        CHECK(cubic.lagrange(d) == Approx(curve(0.1 * (23 - d))));
    }
}

TEST_CASE("half a sample of delay costs high frequencies what each interpolation says") {
    const auto linear = read_by([](auto& line) { return line.linear(4.5); });
    const auto lagrange = read_by([](auto& line) { return line.lagrange(4.5); });
    AllpassTap<double> tap;
    const auto allpass = read_by([&](auto& line) { return tap(line, 4.5); });
    CHECK(decibels_at(linear, 0.25) == Approx(-3.0103).margin(1e-4));
    CHECK(decibels_at(lagrange, 0.25) == Approx(-1.07).margin(0.01));
    CHECK(decibels_at(lagrange, 0.1) > -0.05);
    for (const double f : {0.01, 0.1, 0.25, 0.4}) CHECK(decibels_at(allpass, f) == Approx(0).margin(1e-6));
}

TEST_CASE("low frequencies are delayed by what was asked for") {
    for (const double d : {1., 1.25, 3.5, 7.9, 30.}) {
        CAPTURE(d);
        AllpassTap<double> tap;
        CHECK(delay_at(read_by([&](auto& line) { return line.linear(d); }), 0.005) ==
              Approx(d).epsilon(1e-3));
        CHECK(delay_at(read_by([&](auto& line) { return line.lagrange(d); }), 0.005) ==
              Approx(d).epsilon(1e-6));
        CHECK(delay_at(read_by([&](auto& line) { return tap(line, d); }), 0.005) == Approx(d).epsilon(1e-3));
    }
}

TEST_CASE("a delay out of range is taken as the nearest one within") {
    DelayLine<float, std::array<float, 8>> line;
    for (int i = 0; i < 20; ++i) line.push(static_cast<float>(i));
    const float nan = std::numeric_limits<float>::quiet_NaN();
    CHECK(line.linear(-3) == 19);
    CHECK(line.linear(nan) == 19);
    CHECK(line.linear(1e9f) == 14);
    CHECK(line.lagrange(0) == 18);
    CHECK(line.lagrange(1e9f) == 14);
    CHECK(line[1000] == 12);
    CHECK(DelayLine<float>(0).max_delay() == 1);
    AllpassTap<float> tap, longest, reference;
    CHECK(tap(line, nan) == AllpassTap<float>()(line, 0.5f));
    CHECK(longest(line, 1e9f) == reference(line, 5));
    tap.reset();
    CHECK(tap(line, 2) == AllpassTap<float>()(line, 2));
}

TEST_CASE("copies of a delay line are independent") {
    DelayLine<float> line(5);
    line.push(1);
    DelayLine<float> copy = line;
    copy.push(2);
    CHECK(line[0] == 1);
    CHECK(copy[1] == 1);
}
