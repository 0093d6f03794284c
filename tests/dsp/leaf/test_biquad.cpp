// SPDX-License-Identifier: MIT
#include <pya/dsp/leaf/biquad.hpp>

#include "dsp/leaf/response.hpp"
#include "support/catch.hpp"

#include <limits>

using Coefficients = pya::dsp::leaf::BiquadCoefficients<double>;
using pya::dsp::leaf::Biquad;
using Complex = std::complex<double>;

namespace {

constexpr double sr = 48000;

std::vector<double> heard(const Coefficients& coefficients) {
    return impulse_response(Biquad<double>(coefficients));
}

/// The largest difference from an analogue filter with the variable s and the frequency 1, at the frequencies
/// to which the bilinear transform maps it.
template <class Analogue>
double distance(const Coefficients& k, double freq, Analogue analogue) {
    double largest = 0;
    for (double f = 20; f < sr / 2; f *= 1.19) {
        const auto tangent = [](double hertz) { return std::tan(std::numbers::pi * hertz / sr); };
        const Complex s(0, tangent(f) / tangent(freq));
        const Complex z = std::polar(1., -2 * std::numbers::pi * f / sr);
        const Complex response = (k.b0 + z * (k.b1 + z * k.b2)) / (1. + z * (k.a1 + z * k.a2));
        largest = std::max(largest, std::abs(response - analogue(s)));
    }
    return largest;
}

} // namespace

TEST_CASE("every design of a biquad is the bilinear transform of its analogue filter") {
    for (const double f : {100., 1000., 15000.})
        for (const double q : {0.3, 0.7071, 4.}) {
            CAPTURE(f, q);
            const auto under = [q](Complex s) { return s * s + s / q + 1.; };
            CHECK(distance(Coefficients::lowpass(f, q, sr), f, [&](Complex s) { return 1. / under(s); }) <
                  1e-9);
            CHECK(distance(Coefficients::highpass(f, q, sr), f, [&](Complex s) { return s * s / under(s); }) <
                  1e-9);
            CHECK(distance(Coefficients::bandpass(f, q, sr), f, [&](Complex s) { return s / q / under(s); }) <
                  1e-9);
            CHECK(distance(Coefficients::bandpass_skirt(f, q, sr), f,
                           [&](Complex s) { return s / under(s); }) < 1e-9);
            CHECK(distance(Coefficients::notch(f, q, sr), f,
                           [&](Complex s) { return (s * s + 1.) / under(s); }) < 1e-9);
            CHECK(distance(Coefficients::allpass(f, q, sr), f,
                           [&](Complex s) { return (s * s - s / q + 1.) / under(s); }) < 1e-9);
            for (const double gain : {-12., 6.}) {
                CAPTURE(gain);
                const double a = std::pow(10, gain / 40), r = std::sqrt(a) / q;
                CHECK(distance(Coefficients::peaking(f, q, gain, sr), f, [&](Complex s) {
                          return (s * s + s * (a / q) + 1.) / (s * s + s / (a * q) + 1.);
                      }) < 1e-9);
                CHECK(distance(Coefficients::lowshelf(f, q, gain, sr), f, [&](Complex s) {
                          return a * (s * s + s * r + a) / (a * s * s + s * r + 1.);
                      }) < 1e-9);
                CHECK(distance(Coefficients::highshelf(f, q, gain, sr), f, [&](Complex s) {
                          return a * (a * s * s + s * r + 1.) / (s * s + s * r + a);
                      }) < 1e-9);
            }
        }
}

TEST_CASE("a Butterworth low-pass is -3 dB at its frequency and falls by 12 dB an octave") {
    const auto response = heard(Coefficients::lowpass(1000, std::sqrt(0.5), sr));
    CHECK(decibels_at(response, 1e-6) == Approx(0).margin(1e-6));
    CHECK(decibels_at(response, 1000 / sr) == Approx(-3.0103).margin(1e-4));
    CHECK(decibels_at(response, 2000 / sr) == Approx(-12.4).margin(0.2));
    CHECK(decibels_at(response, 4000 / sr) - decibels_at(response, 2000 / sr) == Approx(-12.5).margin(0.4));
}

TEST_CASE("an equaliser has its gain where it says so") {
    CHECK(decibels_at(heard(Coefficients::peaking(2000, 1, 9, sr)), 2000 / sr) == Approx(9));
    const auto low = heard(Coefficients::lowshelf(300, 0.7071, -6, sr));
    CHECK(decibels_at(low, 1e-6) == Approx(-6));
    CHECK(decibels_at(low, 300 / sr) == Approx(-3));
    CHECK(decibels_at(low, 0.4999) == Approx(0).margin(1e-4));
    const auto high = heard(Coefficients::highshelf(3000, 0.7071, 6, sr));
    CHECK(decibels_at(high, 1e-6) == Approx(0).margin(1e-4));
    CHECK(decibels_at(high, 3000 / sr) == Approx(3));
    CHECK(decibels_at(high, 0.4999) == Approx(6).margin(1e-4));
}

TEST_CASE("a biquad in float is the one in double within its digits") {
    using Single = pya::dsp::leaf::BiquadCoefficients<float>;
    const auto single = impulse_response(Biquad<float>(Single::lowpass(1000, 0.7071f, 48000)));
    const auto response = heard(Coefficients::lowpass(1000, 0.7071, sr));
    for (const double f : {20., 100., 1000., 3000.}) {
        CAPTURE(f);
        CHECK(decibels_at(single, f / sr) == Approx(decibels_at(response, f / sr)).margin(0.01));
    }
}

TEST_CASE("a parameter of a biquad that is out of range counts as the nearest one within") {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const auto same = [](const Coefficients& a, const Coefficients& b) {
        return a.b0 == b.b0 && a.b1 == b.b1 && a.b2 == b.b2 && a.a1 == b.a1 && a.a2 == b.a2;
    };
    CHECK(same(Coefficients::lowpass(1e9, 1, sr), Coefficients::lowpass(0.4999 * sr, 1, sr)));
    CHECK(same(Coefficients::lowpass(-5, 1, sr), Coefficients::lowpass(1e-5 * sr, 1, sr)));
    CHECK(same(Coefficients::highpass(nan, nan, sr), Coefficients::highpass(1e-5 * sr, 1e-3, sr)));
    CHECK(same(Coefficients::notch(100, 0, sr), Coefficients::notch(100, 1e-3, sr)));
    CHECK(same(Coefficients::peaking(100, 1, 1e9, sr), Coefficients::peaking(100, 1, 120, sr)));
    for (const double f : {-1., nan, 1e9}) { // and so all of them are stable
        const auto response = impulse_response(Biquad<double>(Coefficients::lowpass(f, 0.7071, sr)), 1 << 19);
        CHECK(std::abs(response.back()) < 1e-6);
    }
}

TEST_CASE("a biquad begins anew after reset") {
    Biquad<double> filter(Coefficients::lowpass(1000, 1, sr));
    const double first = filter(1);
    filter(-3);
    filter.reset();
    CHECK(filter(1) == first);
    CHECK(Biquad<double>()(0.3) == 0.3);
}
