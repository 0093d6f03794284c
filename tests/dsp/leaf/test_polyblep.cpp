// SPDX-License-Identifier: MIT
#include <pya/dsp/leaf/polyblep.hpp>

#include "support/catch.hpp"

#include <algorithm>
#include <cmath>
#include <complex>
#include <limits>
#include <numbers>
#include <vector>

using namespace pya::dsp::leaf;

namespace {

constexpr int length = 4096;

struct Spectrum {
    std::vector<double> partials; // amplitudes of the harmonics below half of the sampling rate
    double aliases;               // power of everything else relative to that of the wave, in dB
};

/// Measures a wave of `cycles` cycles in `length` samples. That is an odd number, so that no alias has the
/// frequency of a partial.
template <class Wave>
Spectrum spectrum(int cycles, Wave wave) {
    std::vector<double> x;
    for (int i = 0; i < length; ++i) x.push_back(wave());
    double total = 0, mean = 0, harmonic = 0;
    for (const double v : x) total += v * v / length, mean += v / length;
    Spectrum s{{}, 0};
    for (int k = cycles; 2 * k < length; k += cycles) {
        std::complex<double> sum = 0;
        for (int i = 0; i < length; ++i)
            sum += x[static_cast<std::size_t>(i)] *
                   std::polar(1., -2 * std::numbers::pi * (static_cast<double>(i) * k / length));
        s.partials.push_back(2 * std::abs(sum) / length);
        harmonic += s.partials.back() * s.partials.back() / 2;
    }
    s.aliases = 10 * std::log10(std::max(total - mean * mean - harmonic, 1e-18) / total);
    return s;
}

/// The same for a leaf with next(), at a sampling rate of 44.1 kHz.
template <class Wave>
Spectrum spectrum_of(Wave wave, int cycles) {
    wave.set(44100. * cycles / length);
    return spectrum(cycles, [&] { return wave.next(); });
}

double decibels(double ratio) { return 20 * std::log10(ratio); }

} // namespace

TEST_CASE("the aliases of each wave are as weak as measured, and weaker than without rounding") {
    struct Levels {
        int cycles;
        double saw, square, triangle; // dB of the wave's power
        double naive_saw, naive_square, naive_triangle;
    };
    for (const Levels& expected : {Levels{41, -34.9, -37, -71.2, -19.1, -20.9, -58.8},       // 441 Hz
                                   Levels{117, -30.4, -33.2, -58.6, -14.6, -16.5, -45.5},    // 1260 Hz
                                   Levels{311, -25.3, -25.6, -42.4, -10.3, -11.7, -31.4}}) { // 3348 Hz
        const int cycles = expected.cycles;
        CAPTURE(cycles);
        CHECK(spectrum_of(Saw<double>(0, 44100), cycles).aliases == Approx(expected.saw).margin(0.1));
        CHECK(spectrum_of(Square<double>(0, 44100), cycles).aliases == Approx(expected.square).margin(0.1));
        CHECK(spectrum_of(Triangle<double>(0, 44100), cycles).aliases ==
              Approx(expected.triangle).margin(0.1));
        const auto naive = [cycles](auto shape) {
            Phase<double> phase(cycles, length);
            return spectrum(cycles, [&] { return shape(phase.next()); }).aliases;
        };
        CHECK(naive([](double p) { return 2 * p - 1; }) == Approx(expected.naive_saw).margin(0.1));
        CHECK(naive([](double p) { return p < 0.5 ? 1 : -1; }) == Approx(expected.naive_square).margin(0.1));
        CHECK(naive([](double p) { return 1 - 4 * std::abs(p - 0.5); }) ==
              Approx(expected.naive_triangle).margin(0.1));
    }
}

TEST_CASE("the low partials of the waves are those of Fourier's series") {
    const auto saw = spectrum_of(Saw<double>(0, 44100), 41).partials;
    const auto square = spectrum_of(Square<double>(0, 44100), 41).partials;
    const auto triangle = spectrum_of(Triangle<double>(0, 44100), 41).partials;
    for (int k = 1; k <= 9; ++k) {
        CAPTURE(k);
        const auto at = static_cast<std::size_t>(k - 1);
        const double amp = 2 / (std::numbers::pi * k);
        CHECK(decibels(saw[at] / amp) == Approx(0).margin(0.25));
        if (k % 2 == 1) {
            CHECK(decibels(square[at] / (2 * amp)) == Approx(0).margin(0.25));
            CHECK(decibels(triangle[at] / (2 * amp * amp)) == Approx(0).margin(0.25));
        } else {
            CHECK(square[at] < 1e-3);
            CHECK(triangle[at] < 1e-4);
        }
    }
}

TEST_CASE("away from its edges a wave is the naive one") {
    Saw<float> saw(100, 44100);
    Square<float> square(100, 44100);
    Triangle<float> triangle(100, 44100);
    square.set_duty(0.3f);
    Phase<float> phase(100, 44100);
    for (int i = 0; i < 44100; ++i) {
        const float p = phase.next(), edge = 1.01f * 100 / 44100;
        const float a = saw.next(), b = square.next(), c = triangle.next();
        CHECK(std::abs(a) <= 1);
        CHECK(std::abs(b) <= 1);
        CHECK(std::abs(c) <= 1);
        if (std::min(p, 1 - p) < edge) continue;
        CHECK(a == Approx(2 * p - 1).margin(1e-5));
        if (std::abs(p - 0.3f) > edge) CHECK(b == (p < 0.3f ? 1 : -1));
        if (std::abs(p - 0.5f) > edge) CHECK(c == Approx(1 - 4 * std::abs(p - 0.5)).margin(1e-5));
    }
}

TEST_CASE("the mean of a square wave is that of its duty") {
    for (const double duty : {0., 0.1, 0.5, 0.9, 1.}) {
        CAPTURE(duty);
        Square<double> square(44100. * 41 / length, 44100);
        square.set_duty(duty);
        double mean = 0;
        for (int i = 0; i < length; ++i) mean += square.next() / length;
        CHECK(mean == Approx(2 * duty - 1).margin(1e-3));
    }
}

TEST_CASE("a frequency out of range is taken as the nearest one within, and reset begins anew") {
    Saw<double> still(std::numeric_limits<double>::quiet_NaN(), 44100);
    CHECK(still.next() == -1);
    CHECK(still.next() == -1);
    Saw<double> fast(1e9, 44100), half(22050, 44100);
    for (int i = 0; i < 10; ++i) CHECK(fast.next() == half.next());
    Triangle<float> triangle(441, 44100);
    const float first = triangle.next();
    triangle.next();
    triangle.reset();
    CHECK(triangle.next() == first);
}
