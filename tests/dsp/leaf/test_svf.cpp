// SPDX-License-Identifier: MIT
#include <pya/dsp/leaf/biquad.hpp>
#include <pya/dsp/leaf/svf.hpp>
#include <pya/dsp/leaf/xorshift.hpp>

#include "dsp/leaf/response.hpp"
#include "support/catch.hpp"

#include <limits>

using namespace pya::dsp::leaf;

TEST_CASE("the outputs of a state-variable filter are the biquads of the same frequency and q") {
    using Coefficients = BiquadCoefficients<double>;
    for (const double freq : {50., 1000., 20000.})
        for (const double q : {0.5, 3.}) {
            CAPTURE(freq, q);
            Svf<double> svf(48000);
            svf.set(freq, q);
            Biquad<double> low(Coefficients::lowpass(freq, q, 48000)),
                band(Coefficients::bandpass(freq, q, 48000)), high(Coefficients::highpass(freq, q, 48000)),
                notch(Coefficients::notch(freq, q, 48000)), allpass(Coefficients::allpass(freq, q, 48000));
            Xorshift random;
            double distance = 0;
            for (int i = 0; i < 5000; ++i) {
                const double x = static_cast<double>(random.next()) - 0.5;
                const SvfOutput<double> y = svf(x);
                for (const double d :
                     {y.low - low(x), y.band - band(x), y.high - high(x), y.notch() - notch(x),
                      y.allpass() - allpass(x), y.low + y.band + y.high - x})
                    distance = std::max(distance, std::abs(d));
            }
            CHECK(distance < 1e-11);
        }
}

TEST_CASE("a state-variable filter is -3 dB at its cutoff") {
    Svf<float> svf(44100);
    const auto low = impulse_response([svf](float x) mutable { return svf(x).low; });
    const auto high = impulse_response([svf](float x) mutable { return svf(x).high; });
    CHECK(decibels_at(low, 1000. / 44100) == Approx(-3.0103).margin(1e-3));
    CHECK(decibels_at(high, 1000. / 44100) == Approx(-3.0103).margin(1e-3));
}

TEST_CASE("a state-variable filter stays bounded while its cutoff jumps in every sample") {
    Svf<float> svf(44100);
    Xorshift random;
    float largest = 0;
    for (int i = 0; i < 441000; ++i) {
        svf.set(22000 * random.next(), 0.7071f);
        largest = std::max(largest, std::abs(svf(2 * random.next() - 1).low));
    }
    CHECK(largest < 6);
    float rest = 0; // without an input the output only dies away
    for (int i = 0; i < 4410; ++i) {
        svf.set(100 + 22000 * random.next(), 0.7071f);
        rest = std::abs(svf(0).low);
        CHECK(rest < 6);
    }
    CHECK(rest < 1e-6f);
    svf.reset();
    CHECK(svf(0).low == 0);
}

TEST_CASE("a state-variable filter takes a cutoff that is out of range as the nearest one within") {
    const auto heard = [](double freq, double q) {
        Svf<double> svf(48000);
        svf.set(freq, q);
        return svf(1).low;
    };
    const double nan = std::numeric_limits<double>::quiet_NaN();
    CHECK(heard(1e9, 1) == heard(0.4999 * 48000, 1));
    CHECK(heard(nan, nan) == heard(0, 0));
    CHECK(heard(0, 0) == heard(1e-5 * 48000, 1e-3));
}
