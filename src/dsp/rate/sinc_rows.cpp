// SPDX-License-Identifier: MIT
#include "dsp/rate/sinc_rows.hpp"

#include "dsp/rate/add_product.hpp"
#include "simd/eight.hpp"
#include "simd/run.hpp"
#include "simd/vector.hpp"

namespace pya::dsp::impl {

namespace {

using simd::Avx2;
using simd::Avx512;
using simd::Baseline;

constexpr int row_lanes = 8;

// sums[i][r][lane] for each point and row
template <class Set, bool exact>
PYA_INLINE void sum_rows(const double* x, const double* c, std::ptrdiff_t taps, const SincPoints* points,
                         double* sums) {
    constexpr int width = Set::bytes / sizeof(double), registers = row_lanes / width;
    using V = simd::Vector<double, width>;
    for (std::ptrdiff_t i = 0; i < points->count; ++i) {
        const double* const samples = x + points->x[i];
        const double* const row = c + points->row[i];
        V s[4][registers] = {};
        for (std::ptrdiff_t tap = 0; tap < taps; tap += row_lanes)
#pragma GCC unroll 8
            for (int k = 0; k < registers; ++k) {
                V sample;
                simd::load(sample, samples + tap + width * k);
#pragma GCC unroll 4
                for (int r = 0; r < 4; ++r) {
                    V weight;
                    simd::load(weight, row + r * taps + tap + width * k);
                    add_product<exact>(s[r][k], sample, weight);
                }
            }
#pragma GCC unroll 4
        for (int r = 0; r < 4; ++r)
#pragma GCC unroll 8
            for (int k = 0; k < registers; ++k)
                simd::store(s[r][k], sums + (4 * i + r) * row_lanes + width * k);
    }
}

// This is a kernel of its own because none of its products may be fused.
template <class Set>
PYA_INLINE void weigh_rows(const double* sums, const SincPoints* points, double* out) {
    static_assert(row_lanes == 8);
    double w[4][SincPoints::most]; // of the rows at -1, 0, 1, 2
    for (std::ptrdiff_t i = 0; i < SincPoints::most; ++i) {
        const double t = points->t[i], before = t + 1, beyond = t - 1, far = t - 2;
        w[0][i] = t * beyond * far * (-1. / 6);
        w[1][i] = before * beyond * far * 0.5;
        w[2][i] = before * t * far * -0.5;
        w[3][i] = before * t * beyond * (1. / 6);
    }
    constexpr int together = 8;
    for (std::ptrdiff_t first = 0; first < points->count; first += together) {
        simd::Eight<Set> weighed[together];
#pragma GCC unroll 8
        for (int k = 0; k < together; ++k) {
            // Beyond the last point it is computed again.
            const std::ptrdiff_t i = first + k < points->count ? first + k : points->count - 1;
            simd::Eight<Set> s[4];
#pragma GCC unroll 4
            for (int r = 0; r < 4; ++r) simd::load(s[r], sums + (4 * i + r) * row_lanes);
#pragma GCC unroll 4
            for (int r = 0; r < simd::Eight<Set>::registers; ++r)
                weighed[k].part[r] = (w[0][i] * s[0].part[r] + w[1][i] * s[1].part[r]) +
                                     (w[2][i] * s[2].part[r] + w[3][i] * s[3].part[r]);
        }
        simd::store_sums<together>(weighed, out + first);
    }
}

} // namespace

template <bool exact>
void sinc_rows(const double* x, const double* c, std::ptrdiff_t taps, const SincPoints& points, double* out) {
    alignas(64) double sums[SincPoints::most * 4 * row_lanes];
    if constexpr (exact)
        simd::run_fused<sum_rows<Baseline, true>, sum_rows<Avx2, true>, sum_rows<Avx512, true>>(
            x, c, taps, &points, sums);
    else
        simd::run<sum_rows<Baseline, false>, sum_rows<Avx2, false>, sum_rows<Avx512, false>>(x, c, taps,
                                                                                             &points, sums);
    simd::run<weigh_rows<Baseline>, weigh_rows<Avx2>, weigh_rows<Avx512>>(sums, &points, out);
}

using std::ptrdiff_t;
template void sinc_rows<false>(const double*, const double*, ptrdiff_t, const SincPoints&, double*);
template void sinc_rows<true>(const double*, const double*, ptrdiff_t, const SincPoints&, double*);

} // namespace pya::dsp::impl
