// SPDX-License-Identifier: MIT
#include "mixer/accumulate.hpp"

#include "simd.hpp"

namespace pya::mixer {

PYA_SIMD void accumulate(float* __restrict y, const float* __restrict x, float g, Index n) {
    for (Index i = 0; i < n; ++i) y[i] += g * x[i];
}

PYA_SIMD void accumulate(float* __restrict y, const float* __restrict x, const float* __restrict gains,
                         Index n) {
    for (Index i = 0; i < n; ++i) y[i] += gains[i] * x[i];
}

PYA_SIMD void accumulate_lanes(float* __restrict y, const float* const* x, const float* g, Index n) {
    const float* __restrict x0 = x[0];
    const float* __restrict x1 = x[1];
    const float* __restrict x2 = x[2];
    const float* __restrict x3 = x[3];
    const float g0 = g[0], g1 = g[1], g2 = g[2], g3 = g[3];
    for (Index i = 0; i < n; ++i) y[i] = (((y[i] + g0 * x0[i]) + g1 * x1[i]) + g2 * x2[i]) + g3 * x3[i];
}

PYA_SIMD void scale(float* y, float g, Index n) {
    for (Index i = 0; i < n; ++i) y[i] *= g;
}

PYA_SIMD void scale(float* __restrict y, const float* __restrict gains, Index n) {
    for (Index i = 0; i < n; ++i) y[i] *= gains[i];
}

PYA_SIMD Index count_over(const float* y, Index n) {
    int over = 0; // blocks are short
    for (Index i = 0; i < n; ++i) over += !(y[i] >= -1.0f && y[i] <= 1.0f);
    return over;
}

} // namespace pya::mixer
