// SPDX-License-Identifier: MIT
#include "dsp/level/segment_energy.hpp"

#include "simd/eight.hpp"
#include "simd/run.hpp"

#include <algorithm>

namespace pya::dsp::impl {
namespace {

constexpr Index lanes = 8;

/// Adds the squares of eight values.
template <class Set, class Scalar>
PYA_INLINE void add_squares(simd::Eight<Set>& sum, const Scalar* x, const double* w) {
    simd::Eight<Set> d;
    simd::load_as(d, x);
    if (w) {
        simd::Eight<Set> weights;
        simd::load(weights, w);
#pragma GCC unroll 4
        for (int r = 0; r < simd::Eight<Set>::registers; ++r) d.part[r] *= weights.part[r];
    }
    simd::add_product(sum, d, d);
}

/// The same of the last `count` of eight values.
template <class Set, class Scalar>
PYA_INLINE void add_last_squares(simd::Eight<Set>& sum, const Scalar* x, const double* w, Index count) {
    double values[lanes] = {};
    for (Index i = lanes - count; i < lanes; ++i) values[i] = static_cast<double>(x[i]) * (w ? w[i] : 1);
    add_squares(sum, values, static_cast<const double*>(nullptr));
}

/// For fewer values than lanes.
template <class Scalar>
PYA_INLINE double few(const Scalar* x, const double* w, Index n) {
    double sum = 0;
    for (Index i = 0; i < n; ++i) {
        const double v = static_cast<double>(x[i]) * (w ? w[i] : 1);
        sum += v * v;
    }
    return sum;
}

template <class Set, class Scalar>
PYA_INLINE double many(const Scalar* x, const double* w, Index n) {
    simd::Eight<Set> even{}, odd{};
    for (; n >= 2 * lanes; n -= 2 * lanes) {
        add_squares(even, x, w);
        add_squares(odd, x + lanes, w ? w + lanes : w);
        x += 2 * lanes;
        if (w) w += 2 * lanes;
    }
    if (n >= lanes) {
        add_squares(even, x, w);
        x += lanes;
        if (w) w += lanes;
        n -= lanes;
    }
    if (n > 0) add_last_squares(odd, x + n - lanes, w ? w + n - lanes : w, n);
    simd::add(even, odd);
    return simd::sum_of(even);
}

template <class Set, class Scalar>
PYA_INLINE void all(const Scalar* x, const double* w, Index size, Index stride, Index count, double* out) {
    constexpr Index ahead = 1024, line = 64 / sizeof(Scalar);
    if (size < lanes) {
        for (Index k = 0; k < count; ++k) out[k] = few(x + k * stride, w, size);
        return;
    }
    for (Index k = 0; k < count; ++k) {
        const Scalar* const from = x + k * stride;
        for (Index i = 0; i < std::min(stride, size); i += line) __builtin_prefetch(from + ahead + i);
        out[k] = many<Set>(from, w, size);
    }
}

template <class Set, class Scalar>
PYA_INLINE void choose(const Scalar* x, const double* w, Index size, Index stride, Index count, double* out) {
    if (w)
        all<Set>(x, w, size, stride, count, out);
    else
        all<Set>(x, static_cast<const double*>(nullptr), size, stride, count, out);
}

} // namespace

void segment_energies(const float* x, const double* w, Index size, Index stride, Index count, double* out) {
    simd::run<choose<simd::Baseline, float>, choose<simd::Avx2, float>, choose<simd::Avx512, float>>(
        x, w, size, stride, count, out);
}

void segment_energies(const double* x, const double* w, Index size, Index stride, Index count, double* out) {
    simd::run<choose<simd::Baseline, double>, choose<simd::Avx2, double>, choose<simd::Avx512, double>>(
        x, w, size, stride, count, out);
}

} // namespace pya::dsp::impl
