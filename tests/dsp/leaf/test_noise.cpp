// SPDX-License-Identifier: MIT
#include <pya/dsp/leaf/pink_noise.hpp>
#include <pya/dsp/leaf/white_noise.hpp>
#include <pya/dsp/leaf/xorshift.hpp>

#include "dsp/leaf/response.hpp"
#include "support/catch.hpp"

#include <random>

using namespace pya::dsp::leaf;

TEST_CASE("Mersenne has the words of the standard library's generator") {
    for (const std::uint32_t seed : {0u, 5489u, 4294967295u}) {
        Mersenne leaf(seed);
        std::mt19937 standard(seed);
        for (int i = 0; i < 2000; ++i) {
            const double high = static_cast<double>(standard() >> 5),
                         low = static_cast<double>(standard() >> 6);
            if (leaf.next() != (high * 67108864 + low) / 9007199254740992) FAIL("number " << i);
        }
    }
}

TEST_CASE("Xorshift is uniform, without memory, and other for every seed") {
    Xorshift random(7), other(8);
    const int n = 1'000'000;
    double mean = 0, square = 0, product = 0, cross = 0, before = 0;
    int histogram[16] = {};
    for (int i = 0; i < n; ++i) {
        const auto u = static_cast<double>(random.next()), v = static_cast<double>(other.next());
        if (!(u >= 0 && u < 1)) FAIL("number " << i);
        ++histogram[static_cast<int>(16 * u)];
        mean += u / n;
        square += u * u / n;
        product += (u - 0.5) * (before - 0.5) / n;
        cross += (u - 0.5) * (v - 0.5) / n;
        before = u;
    }
    CHECK(mean == Approx(0.5).margin(1e-3));
    CHECK(square == Approx(1 / 3.).margin(1e-3));
    CHECK(product == Approx(0).margin(4e-4));
    CHECK(cross == Approx(0).margin(4e-4));
    for (const int count : histogram) CHECK(count == Approx(n / 16).epsilon(0.02));
}

TEST_CASE("noise begins anew after reset, and depends on its seed") {
    WhiteNoise<float> white(3, 0.5);
    PinkNoise<float> pink(3, 0.5f);
    WhiteNoise<float, Xorshift> small(0);
    const float w = white.next(), p = pink.next(), s = small.next();
    for (int i = 0; i < 1000; ++i) {
        CHECK(std::abs(white.next()) <= 0.5f);
        CHECK(std::abs(small.next()) <= 1);
        pink.next();
    }
    white.reset(), pink.reset(), small.reset();
    CHECK(white.next() == w);
    CHECK(pink.next() == p);
    CHECK(small.next() == s);
    CHECK(WhiteNoise<float>(4, 0.5).next() != w);
}

TEST_CASE("the pink filter falls by 3 dB an octave within 0.05 dB") {
    const auto response = impulse_response(PinkFilter<double>());
    const double at_1k = decibels_at(response, 1000 / 44100.);
    for (double f = 10; f < 20000; f *= 1.3) {
        CAPTURE(f);
        const double fall = 10 * std::log10(f / 1000);
        CHECK(decibels_at(response, f / 44100) - at_1k == Approx(-fall).margin(0.1));
    }
}

TEST_CASE("pink noise has the RMS that it says and stays near its amplitude") {
    PinkNoise<double> noise(11);
    PinkNoise<float, Xorshift> small(11);
    double power = 0, peak = 0, small_power = 0;
    const int n = 2'000'000;
    for (int i = 0; i < n; ++i) {
        const double x = noise.next();
        power += x * x / n;
        peak = std::max(peak, std::abs(x));
        const auto y = static_cast<double>(small.next());
        small_power += y * y / n;
    }
    CHECK(std::sqrt(power) == Approx(0.19).margin(0.01));
    CHECK(std::sqrt(small_power) == Approx(0.19).margin(0.01));
    CHECK(peak < 1);
}
