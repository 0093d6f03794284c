// SPDX-License-Identifier: MIT
#include "dsp/rate/sinc_tile.hpp"

#include "dsp/rate/add_product.hpp"
#include "simd/run.hpp"
#include "simd/vector.hpp"

namespace pya::dsp::impl {

namespace {

using simd::Avx2;
using simd::Avx512;
using simd::Baseline;

constexpr int sinc_lanes = 16;

template <class Set, int periods, bool exact>
PYA_INLINE void tile(const double* x, std::ptrdiff_t stride, const double* c, std::ptrdiff_t taps,
                     double* out) {
    constexpr int width = Set::bytes / sizeof(double), registers = sinc_lanes / width;
    using V = simd::Vector<double, width>;
    V sums[periods][registers] = {};
    for (std::ptrdiff_t tap = 0; tap < taps; ++tap) {
        V weights[registers];
#pragma GCC unroll 8
        for (int r = 0; r < registers; ++r) simd::load(weights[r], c + sinc_lanes * tap + width * r);
#pragma GCC unroll 8
        for (int period = 0; period < periods; ++period)
#pragma GCC unroll 8
            for (int r = 0; r < registers; ++r)
                add_product<exact>(sums[period][r], x[period * stride + tap], weights[r]);
    }
#pragma GCC unroll 8
    for (int period = 0; period < periods; ++period)
#pragma GCC unroll 8
        for (int r = 0; r < registers; ++r)
            simd::store(sums[period][r], out + sinc_lanes * period + width * r);
}

} // namespace

template <int periods, bool exact>
void sinc_tile(const double* x, std::ptrdiff_t stride, const double* c, std::ptrdiff_t taps, double* out) {
    if constexpr (exact)
        simd::run_fused<tile<Baseline, periods, true>, tile<Avx2, periods, true>,
                        tile<Avx512, periods, true>>(x, stride, c, taps, out);
    else
        simd::run<tile<Baseline, periods, false>, tile<Avx2, periods, false>, tile<Avx512, periods, false>>(
            x, stride, c, taps, out);
}

using std::ptrdiff_t;
template void sinc_tile<1, false>(const double*, ptrdiff_t, const double*, ptrdiff_t, double*);
template void sinc_tile<2, false>(const double*, ptrdiff_t, const double*, ptrdiff_t, double*);
template void sinc_tile<8, false>(const double*, ptrdiff_t, const double*, ptrdiff_t, double*);
template void sinc_tile<1, true>(const double*, ptrdiff_t, const double*, ptrdiff_t, double*);
template void sinc_tile<2, true>(const double*, ptrdiff_t, const double*, ptrdiff_t, double*);
template void sinc_tile<8, true>(const double*, ptrdiff_t, const double*, ptrdiff_t, double*);

} // namespace pya::dsp::impl
