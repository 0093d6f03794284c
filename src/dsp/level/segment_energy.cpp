// SPDX-License-Identifier: MIT
#include "dsp/level/segment_energy.hpp"

#include "simd/eight.hpp"
#include "simd/run.hpp"

#include <algorithm>
#include <cstdint>

namespace pya::dsp::impl {
namespace {

constexpr Index lanes = 8;

constexpr std::uint64_t all_bits = ~std::uint64_t{0};
alignas(64) constexpr std::uint64_t nothing_then_all[2 * lanes] = {
    0, 0, 0, 0, 0, 0, 0, 0, all_bits, all_bits, all_bits, all_bits, all_bits, all_bits, all_bits, all_bits};

/// Adds the squares of the last `count` of eight values.
template <class Set, class Scalar>
PYA_INLINE void add_squares(simd::Eight<Set>& sum, const Scalar* x, const double* w, Index count = lanes) {
    constexpr int width = simd::Eight<Set>::width;
    simd::Eight<Set> d;
    simd::load_as(d, x);
    if (w) {
        simd::Eight<Set> weights;
        simd::load(weights, w);
#pragma GCC unroll 4
        for (int r = 0; r < simd::Eight<Set>::registers; ++r) d.part[r] *= weights.part[r];
    }
    if (count < lanes)
#pragma GCC unroll 4
        for (int r = 0; r < simd::Eight<Set>::registers; ++r) {
            simd::Vector<std::uint64_t, width> kept, bits;
            simd::load(kept, nothing_then_all + count + r * width);
            simd::load(bits, &d.part[r]);
            bits &= kept;
            simd::load(d.part[r], &bits);
        }
    simd::add_product(sum, d, d);
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

/// Of n values the sums of every eighth square.
template <class Set, class Scalar>
PYA_INLINE void many(const Scalar* x, const double* w, Index n, simd::Eight<Set>& even) {
    simd::Eight<Set> odd{};
    even = {};
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
    if (n > 0) add_squares(odd, x + n - lanes, w ? w + n - lanes : w, n);
    simd::add(even, odd);
}

template <class Set, class Scalar>
PYA_INLINE void all(const Scalar* x, const double* w, Index size, Index stride, Index count, double* out) {
    constexpr Index ahead = 1024, line = 64 / sizeof(Scalar);
    if (size < lanes) {
        for (Index k = 0; k < count; ++k) out[k] = few(x + k * stride, w, size);
        return;
    }
    simd::Eight<Set> sums[lanes] = {}; // of as many segments
    for (Index first = 0; first < count; first += lanes) {
        const Index some = std::min(lanes, count - first);
        for (Index k = 0; k < some; ++k) {
            const Scalar* const from = x + (first + k) * stride;
            for (Index i = 0; i < std::min(stride, size); i += line) __builtin_prefetch(from + ahead + i);
            many(from, w, size, sums[k]);
        }
        double energies[lanes];
        simd::store_sums<lanes>(sums, energies);
        std::copy_n(energies, some, out + first);
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
