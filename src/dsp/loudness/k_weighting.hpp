// SPDX-License-Identifier: MIT
// The K filter of BS.1770, and the power of its output.
#ifndef PYA_SRC_DSP_LOUDNESS_K_WEIGHTING_HPP
#define PYA_SRC_DSP_LOUDNESS_K_WEIGHTING_HPP

#include <pya/dsp/block.hpp>
#include <pya/dsp/loudness/k_weighting.hpp>

#include "simd/run.hpp"
#include "simd/vector.hpp"

#include <cmath>

namespace pya::dsp::impl {

/// The standard prints coefficients for 48 kHz; these are bilinear transforms of the analogue filters that
/// have them.
inline KWeighting k_weighting(double sr) {
    constexpr double pi = 3.141592653589793238;
    constexpr double shelf_q = 0.7071752369554196, pass_q = 0.5003270373238773;
    const double s = std::tan(pi * 1681.974450955533 / sr), p = std::tan(pi * 38.13547087602444 / sr);
    const double high = std::pow(10.0, 3.999843853973347 / 20), middle = std::pow(high, 0.4996667741545416);
    const double s0 = 1 + s / shelf_q + s * s, p0 = 1 + p / pass_q + p * p;
    return {{(high + middle * s / shelf_q + s * s) / s0, 2 * (s * s - high) / s0,
             (high - middle * s / shelf_q + s * s) / s0},
            {2 * (s * s - 1) / s0, (1 - s / shelf_q + s * s) / s0},
            {2 * (p * p - 1) / p0, (1 - p / pass_q + p * p) / p0}};
}

/// Filters n samples of two channels; adds the squares, times the weights, to `squares` unless that is null.
/// In direct form I a sample waits for one product and one difference of the sample before, the shortest
/// chain that a recursion of second order can have.
template <class T, bool keep>
PYA_INLINE void weigh(const KWeighting* filter, const T* left, const T* right, Index n, const double* weights,
                      KState* state, double* squares) {
    using V = simd::Vector<double, 2>;
    const KWeighting k = *filter;
    V x1, x2, y1, y2, d1, z1, z2, energy;
    simd::load(x1, state->x1), simd::load(x2, state->x2), simd::load(y1, state->y1);
    simd::load(y2, state->y2), simd::load(d1, state->d1), simd::load(z1, state->z1);
    simd::load(z2, state->z2), simd::load(energy, state->energy);
    for (Index i = 0; i < n; ++i) {
        const V x = {static_cast<double>(left[i]), static_cast<double>(right[i])};
        const V y = ((k.shelf_b[0] * x + (k.shelf_b[1] * x1 + k.shelf_b[2] * x2)) - k.shelf_a[1] * y2) -
                    k.shelf_a[0] * y1;
        const V d = y - y1;
        const V z = ((d - d1) - k.pass_a[1] * z2) - k.pass_a[0] * z1;
        const V square = z * z;
        energy += square;
        if (keep)
            for (int c = 0; c < 2; ++c)
                if (weights[c] > 0) squares[i] += weights[c] * square[c];
        x2 = x1, x1 = x, y2 = y1, y1 = y, d1 = d, z2 = z1, z1 = z;
    }
    simd::store(x1, state->x1), simd::store(x2, state->x2), simd::store(y1, state->y1);
    simd::store(y2, state->y2), simd::store(d1, state->d1), simd::store(z1, state->z1);
    simd::store(z2, state->z2), simd::store(energy, state->energy);
}

} // namespace pya::dsp::impl

#endif
