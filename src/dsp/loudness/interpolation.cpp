// SPDX-License-Identifier: MIT
#include "dsp/loudness/interpolation.hpp"

#include "simd.hpp"

#include <algorithm>
#include <cmath>

namespace pya::dsp::impl {
namespace {

constexpr double pi = 3.141592653589793238;
constexpr double beta = 6.5; // of the Kaiser window: 69 dB beyond a transition of 4.3 / taps of the rate

double bessel_i0(double x) {
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
            const double sinc = t == 0 ? 1 : std::sin(pi * t) / (pi * t);
            const double u = t / (taps / 2);
            w[static_cast<std::size_t>(k)] =
                std::abs(u) < 1 ? sinc * bessel_i0(beta * std::sqrt(1 - u * u)) : 0;
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
PYA_INLINE void half_way_of(const T* weights, const T* x, Index n, T* out) {
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

PYA_SIMD void half_way_points(const std::array<float, 64>& weights, const float* x, Index n, float* out) {
    half_way_of<64>(weights.data(), x, n, out);
}
PYA_SIMD void half_way_points(const std::array<double, 64>& weights, const double* x, Index n, double* out) {
    half_way_of<64>(weights.data(), x, n, out);
}

} // namespace

template <class T, Index taps>
const PeakInterpolation<T, taps>& PeakInterpolation<T, taps>::get() {
    static const PeakInterpolation made = make<T, taps>();
    return made;
}

template <class T, Index taps>
void PeakInterpolation<T, taps>::half_way(const T* x, Index n, T* out) const {
    half_way_points(weights[phases / 2], x - centre, n, out);
}

template const PeakInterpolation<float, 64>& PeakInterpolation<float, 64>::get();
template const PeakInterpolation<double, 64>& PeakInterpolation<double, 64>::get();
template const PeakInterpolation<float, 512>& PeakInterpolation<float, 512>::get();
template const PeakInterpolation<double, 512>& PeakInterpolation<double, 512>::get();
template void PeakInterpolation<float, 64>::half_way(const float*, Index, float*) const;
template void PeakInterpolation<double, 64>::half_way(const double*, Index, double*) const;

} // namespace pya::dsp::impl
