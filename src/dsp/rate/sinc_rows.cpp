// SPDX-License-Identifier: MIT
#include "dsp/rate/sinc_rows.hpp"

#include "dsp/rate/add_product.hpp"
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
PYA_INLINE void sum_rows(const double* x, const double* c, std::ptrdiff_t taps, const SincPoint* points,
                         std::ptrdiff_t count, double* sums) {
    constexpr int width = Set::bytes / sizeof(double), registers = row_lanes / width;
    using V = simd::Vector<double, width>;
    for (std::ptrdiff_t i = 0; i < count; ++i) {
        const double* const samples = x + points[i].x;
        const double* const row = c + points[i].row;
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
PYA_INLINE void weigh_rows(const double* sums, const SincPoint* points, std::ptrdiff_t count, double* out) {
    using V = simd::Vector<double, row_lanes>;
    for (std::ptrdiff_t i = 0; i < count; ++i) {
        V s[4];
        for (int r = 0; r < 4; ++r) simd::load(s[r], sums + (4 * i + r) * row_lanes);
        const double* const w = points[i].weights;
        const V sum = (w[0] * s[0] + w[1] * s[1]) + (w[2] * s[2] + w[3] * s[3]);
        out[i] = ((sum[0] + sum[4]) + (sum[2] + sum[6])) + ((sum[1] + sum[5]) + (sum[3] + sum[7]));
    }
}

} // namespace

template <bool exact>
void sinc_rows(const double* x, const double* c, std::ptrdiff_t taps, const SincPoint* points,
               std::ptrdiff_t count, double* out) {
    alignas(64) double sums[most_points * 4 * row_lanes];
    if constexpr (exact)
        simd::run_fused<sum_rows<Baseline, true>, sum_rows<Avx2, true>, sum_rows<Avx512, true>>(
            x, c, taps, points, count, sums);
    else
        simd::run<sum_rows<Baseline, false>, sum_rows<Avx2, false>, sum_rows<Avx512, false>>(
            x, c, taps, points, count, sums);
    simd::run<weigh_rows>(sums, points, count, out);
}

template void sinc_rows<false>(const double*, const double*, std::ptrdiff_t, const SincPoint*, std::ptrdiff_t,
                               double*);
template void sinc_rows<true>(const double*, const double*, std::ptrdiff_t, const SincPoint*, std::ptrdiff_t,
                              double*);

} // namespace pya::dsp::impl
