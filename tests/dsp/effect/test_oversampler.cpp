// SPDX-License-Identifier: MIT
#include <pya/dsp/effect/oversampler.hpp>

#include "support/catch.hpp"

#include <array>
#include <cmath>
#include <cstddef>
#include <numbers>

using pya::dsp::impl::Oversampler;

namespace {

constexpr std::size_t factor = 8, width = 32;

double sine(double cycles) { return std::sin(2 * std::numbers::pi * cycles); }

} // namespace

TEST_CASE("up and down again is the signal, late by the width", "[dsp][effect]") {
    Oversampler<factor, width> sampler;
    const double freq = 0.11; // cycles a sample
    for (int i = 0; i < 400; ++i) {
        const double y = sampler.down(sampler.up(sine(freq * i)));
        if (i >= 100) REQUIRE(std::abs(y - sine(freq * (i - static_cast<int>(width)))) < 1e-4);
    }
}

TEST_CASE("a constant stays a constant at the higher rate", "[dsp][effect]") {
    Oversampler<factor, width> sampler;
    std::array<double, factor> x{};
    for (int i = 0; i < 100; ++i) x = sampler.up(1);
    for (const double value : x) CHECK(value == Approx(1).margin(1e-12));
}

TEST_CASE("an oversampler that is reset is as new", "[dsp][effect]") {
    Oversampler<factor, width> used, fresh;
    for (int i = 0; i < 50; ++i) used.down(used.up(1));
    used.reset();
    for (int i = 0; i < 50; ++i)
        REQUIRE(used.down(used.up(sine(0.07 * i))) == fresh.down(fresh.up(sine(0.07 * i))));
}
