// SPDX-License-Identifier: MIT
// Sums in lanes of a fixed order: the same bits on every instruction set, whatever the alignment.
#ifndef PYA_SRC_DSP_FEATURE_LANES_HPP
#define PYA_SRC_DSP_FEATURE_LANES_HPP

#include "simd/eight.hpp"
#include "simd/run.hpp"

#include <pya/dsp/block.hpp>

namespace pya::dsp::impl {

inline constexpr Index lane_count = 32;

PYA_INLINE double sum_of_lanes(double* sums) {
    for (Index width = lane_count / 2; width > 0; width /= 2)
        for (Index l = 0; l < width; ++l) sums[l] += sums[l + width];
    return sums[0];
}

/// The sum of n terms. term(value, i) writes the terms from i on to a value, which is a register or a number
/// and was 0.
/// The lanes stay in registers: g++ would keep an array of them in memory.
template <class Set, class Term>
PYA_INLINE double sum_in_lanes(Index n, const Term& term) {
    using Register = typename simd::Eight<Set>::Register;
    constexpr int width = simd::Eight<Set>::width, registers = lane_count / width;
    Register sums[registers] = {};
    Index i = 0;
    for (; i + lane_count <= n; i += lane_count)
#pragma GCC unroll 16
        for (int r = 0; r < registers; ++r) {
            Register value = {};
            term(value, i + r * width);
            sums[r] += value;
        }
    double lanes[lane_count];
#pragma GCC unroll 16
    for (int r = 0; r < registers; ++r) simd::store(sums[r], lanes + r * width);
    for (Index l = 0; i < n; ++i, ++l) {
        double value = 0;
        term(value, i);
        lanes[l] += value;
    }
    return sum_of_lanes(lanes);
}

template <class Set>
PYA_INLINE double products_in_lanes(const double* x, const double* y, Index n) {
    return sum_in_lanes<Set>(n, [=](auto& value, Index i) PYA_INLINE_LAMBDA {
        auto factor = value;
        simd::load(value, x + i);
        simd::load(factor, y + i);
        value *= factor;
    });
}

/// The sum of the products of two vectors.
inline double lane_dot(const double* x, const double* y, Index n) {
    return simd::run<products_in_lanes<simd::Baseline>, products_in_lanes<simd::Avx2>,
                     products_in_lanes<simd::Avx512>>(x, y, n);
}

} // namespace pya::dsp::impl

#endif
