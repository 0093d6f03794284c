// SPDX-License-Identifier: MIT
#include "dsp/loudness/interpolation.hpp"

#include "simd/run.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace pya::dsp::impl {
namespace {

// Parameter of the Kaiser window: 69 dB of attenuation after a transition of 4.3 / taps of the rate.
constexpr double beta = 6.5;

double bessel(double x) {
    double sum = 1, term = 1;
    for (int k = 1; term > sum * 1e-17; ++k) sum += term *= x * x / (4.0 * k * k);
    return sum;
}

template <class T, Index taps>
PeakInterpolation<T, taps> make() {
    constexpr Index phases = PeakInterpolation<T, taps>::phases;
    PeakInterpolation<T, taps> made;
    made.bound = 1;
    for (Index p = 0; p < phases; ++p) {
        std::array<double, taps> w;
        double sum = 0;
        for (Index k = 0; k < taps; ++k) {
            const double t = static_cast<double>(k - (taps / 2 - 1)) - static_cast<double>(p) / phases;
            const double sinc = t == 0 ? 1 : std::sin(std::numbers::pi * t) / (std::numbers::pi * t);
            const double u = t / (taps / 2);
            w[static_cast<std::size_t>(k)] = std::abs(u) < 1 ? sinc * bessel(beta * std::sqrt(1 - u * u)) : 0;
            sum += w[static_cast<std::size_t>(k)];
        }
        double magnitude = 0;
        for (std::size_t k = 0; k < taps; ++k) {
            made.weights[static_cast<std::size_t>(p)][k] = static_cast<T>(w[k] / sum);
            magnitude += std::abs(w[k] / sum);
        }
        made.bound = std::max(made.bound, static_cast<T>(magnitude));
    }
    return made;
}

template <Index taps, class T>
PYA_INLINE void half_way_points(const T* weights, const T* x, Index n, T* out) {
    constexpr Index side_by_side = 32;
    Index i = 0;
    for (; i + side_by_side <= n; i += side_by_side) {
        T sums[side_by_side] = {};
        for (Index k = 0; k < taps; ++k)
            for (Index l = 0; l < side_by_side; ++l) sums[l] += weights[k] * x[i + k + l];
        std::copy_n(sums, side_by_side, out + i);
    }
    for (; i < n; ++i) {
        T sum = 0;
        for (Index k = 0; k < taps; ++k) sum += weights[k] * x[i + k];
        out[i] = sum;
    }
}

/// y[p] is the value p - 1 eighths behind the sample x[0], p = 0 ... 8; before it, the interval before is
/// asked.
template <std::size_t taps, class T>
PYA_INLINE void eighths(const std::array<std::array<T, taps>, 8>& weights, const T* x, T* y) {
    for (Index p = 0; p < 9; ++p) {
        const T* const w = weights[static_cast<std::size_t>((p + 7) % 8)].data();
        const T* const first = x - static_cast<Index>(taps / 2 - 1) - (p == 0 ? 1 : 0);
        T sums[16] = {};
        for (Index k = 0; k < static_cast<Index>(taps); k += 16)
            for (Index l = 0; l < 16; ++l) sums[l] += w[k + l] * first[k + l];
        for (Index width = 8; width > 0; width /= 2)
            for (Index l = 0; l < width; ++l) sums[l] += sums[l + width];
        y[p] = sums[0];
    }
}

} // namespace

template <class T, Index taps>
const PeakInterpolation<T, taps>& PeakInterpolation<T, taps>::get() {
    static const PeakInterpolation made = make<T, taps>();
    return made;
}

template <class T, Index taps>
double PeakInterpolation<T, taps>::largest_between(const T* x) const {
    std::array<T, phases + 2> y; // from one place before the sample to the next sample
    simd::run<eighths<taps, T>>(weights, x, y.data());
    y[1] = x[0];
    y[phases + 1] = x[1];
    double most = 0;
    for (std::size_t i = 1; i <= phases; ++i) {
        const double before = std::abs(y[i - 1]), here = std::abs(y[i]), after = std::abs(y[i + 1]);
        if (!(here >= before && here >= after)) continue;
        const double bend = before - 2 * here + after, slope = after - before;
        most = std::max(most, bend < 0 ? here - slope * slope / (8 * bend) : here);
    }
    return most;
}

template <class T, Index taps>
void PeakInterpolation<T, taps>::half_way(const T* x, Index n, T* out) const requires(taps == 64) {
    simd::run<half_way_points<taps, T>>(weights[phases / 2].data(), x - centre, n, out);
}

template struct PeakInterpolation<float, 512>;
template struct PeakInterpolation<double, 512>;
template struct PeakInterpolation<float, 64>;
template struct PeakInterpolation<double, 64>;

} // namespace pya::dsp::impl
