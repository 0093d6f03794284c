// SPDX-License-Identifier: MIT
#include "dsp/rate/sinc_rows.hpp"

#include "dsp/rate/add_product.hpp"
#include "simd/eight.hpp"
#include "simd/run.hpp"
#include "simd/vector.hpp"

#include <algorithm>

namespace pya::dsp::impl {

namespace {

using simd::Avx2;
using simd::Avx512;
using simd::Baseline;

constexpr int row_lanes = 8;

// Of each point, the lanes of the sum over taps.
template <class Set, bool exact>
PYA_INLINE void weighed_sums(const double* x, const double* c, std::ptrdiff_t taps, const double* weights,
                             simd::Eight<Set>& weighed) {
    constexpr int width = simd::Eight<Set>::width, registers = simd::Eight<Set>::registers;
    using V = typename simd::Eight<Set>::Register;
    V s[4][registers] = {};
    for (std::ptrdiff_t tap = 0; tap < taps; tap += row_lanes)
#pragma GCC unroll 4
        for (int k = 0; k < registers; ++k) {
            V sample;
            simd::load(sample, x + tap + width * k);
#pragma GCC unroll 4
            for (int r = 0; r < 4; ++r) {
                V weight;
                simd::load(weight, c + r * taps + tap + width * k);
                add_product<exact>(s[r][k], sample, weight);
            }
        }
    constexpr std::ptrdiff_t row = SincPoints::most;
#pragma GCC unroll 4
    for (int k = 0; k < registers; ++k)
        weighed.part[k] = (PYA_ROUNDED(weights[0] * s[0][k]) + PYA_ROUNDED(weights[row] * s[1][k])) +
                          (PYA_ROUNDED(weights[2 * row] * s[2][k]) + PYA_ROUNDED(weights[3 * row] * s[3][k]));
}

template <class Set, bool exact>
PYA_INLINE void interpolated(const double* x, const double* c, std::ptrdiff_t taps, const SincPoints* points,
                             double* out) {
    double weights[4][SincPoints::most]; // of the rows at -1, 0, 1, 2
    for (std::ptrdiff_t i = 0; i < SincPoints::most; ++i) {
        const double t = points->t[i], before = t + 1, beyond = t - 1, far = t - 2;
        weights[0][i] = t * beyond * far * (-1. / 6);
        weights[1][i] = before * beyond * far * 0.5;
        weights[2][i] = before * t * far * -0.5;
        weights[3][i] = before * t * beyond * (1. / 6);
    }
    constexpr int together = 8;
    simd::Eight<Set> weighed[together] = {};
    for (std::ptrdiff_t first = 0; first < points->count; first += together) {
        const std::ptrdiff_t end = std::min<std::ptrdiff_t>(first + together, points->count);
        for (std::ptrdiff_t i = first; i < end; ++i)
            weighed_sums<Set, exact>(x + points->x[i], c + points->row[i], taps, &weights[0][i],
                                     weighed[i - first]);
        simd::store_sums<together>(weighed, out + first);
    }
}

} // namespace

template <bool exact>
void sinc_rows(const double* x, const double* c, std::ptrdiff_t taps, const SincPoints& points, double* out) {
    if constexpr (exact)
        simd::run_fused<interpolated<Baseline, true>, interpolated<Avx2, true>, interpolated<Avx512, true>>(
            x, c, taps, &points, out);
    else
        simd::run<interpolated<Baseline, false>, interpolated<Avx2, false>, interpolated<Avx512, false>>(
            x, c, taps, &points, out);
}

using std::ptrdiff_t;
template void sinc_rows<false>(const double*, const double*, ptrdiff_t, const SincPoints&, double*);
template void sinc_rows<true>(const double*, const double*, ptrdiff_t, const SincPoints&, double*);

} // namespace pya::dsp::impl
