// SPDX-License-Identifier: MIT
#include <pya/dsp/effect/oversampler.hpp>

#include <cmath>
#include <numbers>

namespace pya::dsp::impl {
namespace {

// The modified Bessel function of order 0, by its power series.
double kaiser_bessel(double x) {
    double term = 1, sum = 1;
    for (int k = 1; term > 1e-17 * sum; ++k) {
        term *= x * x / (4. * k * k);
        sum += term;
    }
    return sum;
}

// A sinc whose zeros are at whole numbers, in a Kaiser window that ends at +-half.
double windowed_sinc(double t, double half) {
    const double beta = 0.1102 * (100 - 8.7); // J. F. Kaiser's, for 100 dB
    const double x = std::numbers::pi * t, place = t / half;
    if (std::fabs(place) > 1) return 0;
    return (t == 0 ? 1 : std::sin(x) / x) * kaiser_bessel(beta * std::sqrt(1 - place * place));
}

} // namespace

void write_half_band(double* taps, std::size_t width) {
    const double half = static_cast<double>(width) / 2;
    double sum = 0;
    for (std::size_t k = 0; k < width; ++k)
        sum += taps[k] = windowed_sinc(static_cast<double>(k) - half + 0.5, half);
    for (std::size_t k = 0; k < width; ++k) taps[k] /= sum;
}

MeansHalver::MeansHalver() {
    // Means over the steps of a signal that is small, and so is not bent, have the frequency response
    // cos(w / 2), and this lifts by 1 + w^2 / 8, which is its inverse up to w^4 / 43. At 0.45 times the rate
    // of the effect w is 0.18.
    double taps[16], sum = 0;
    for (int j = 0; j < 16; ++j) {
        const double t = (j - 7.5) / 2, half = 3.75;
        taps[j] = 1.25 * windowed_sinc(t, half) -
                  0.125 * (windowed_sinc(t - 0.5, half) + windowed_sinc(t + 0.5, half));
        sum += taps[j];
    }
    for (std::size_t k = 0; k < 8; ++k) {
        odd_taps[k] = taps[2 * k] / sum;
        even_taps[k] = taps[2 * k + 1] / sum;
    }
}

} // namespace pya::dsp::impl
