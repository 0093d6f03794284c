// SPDX-License-Identifier: MIT
#include "mixer/accumulate.hpp"

#include "simd/run.hpp"

namespace pya::mixer {

namespace {

PYA_INLINE void add_lanes(float* __restrict y, const float* const* x, const float* g, Index n) {
    const float* __restrict x0 = x[0];
    const float* __restrict x1 = x[1];
    const float* __restrict x2 = x[2];
    const float* __restrict x3 = x[3];
    const float g0 = g[0], g1 = g[1], g2 = g[2], g3 = g[3];
    for (Index i = 0; i < n; ++i) y[i] = (((y[i] + g0 * x0[i]) + g1 * x1[i]) + g2 * x2[i]) + g3 * x3[i];
}

PYA_INLINE Index count(const float* y, Index n) {
    int over = 0; // large enough, because blocks are short
    for (Index i = 0; i < n; ++i) over += !(y[i] >= -1.0f && y[i] <= 1.0f);
    return over;
}

} // namespace

void accumulate_lanes(float* y, const float* const* x, const float* g, Index n) {
    simd::run<add_lanes>(y, x, g, n);
}

Index count_over(const float* y, Index n) { return simd::run<count>(y, n); }

} // namespace pya::mixer
