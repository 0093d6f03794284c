// SPDX-License-Identifier: MIT
// The filters of pya/dsp/effect/oversampler.hpp. All of these functions take at most `most` samples of the
// lower rate in one call.
#ifndef PYA_SRC_DSP_EFFECT_OVERSAMPLER_HPP
#define PYA_SRC_DSP_EFFECT_OVERSAMPLER_HPP

#include <pya/dsp/effect/oversampler.hpp>

#include "simd/eight.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace pya::dsp::impl {

constexpr std::size_t fir_tile = 16; // as many sums as keep the processor busy

/// y[i] is the sum of taps[k] x[i + k]. Reads and writes up to 15 samples more than `count`, which don't
/// count.
template <class Set, std::size_t width>
PYA_INLINE void fir_tiles(const std::array<double, width>& taps, const double* x, std::size_t count,
                          double* y) {
    for (std::size_t i = 0; i < count; i += fir_tile) {
        simd::Eight<Set> sums[2], next;
        for (simd::Eight<Set>& sum : sums) simd::fill(sum, 0);
        for (std::size_t k = 0; k < width; ++k) {
            simd::load(next, x + i + k);
            simd::add_product(sums[0], next, taps[k]);
            simd::load(next, x + i + k + 8);
            simd::add_product(sums[1], next, taps[k]);
        }
        simd::store(sums[0], y + i);
        simd::store(sums[1], y + i + 8);
    }
}

/// A signal behind its past, in one piece.
template <std::size_t past, std::size_t most>
struct JoinedLine {
    /// Every `step`-th of the samples.
    PYA_INLINE JoinedLine(const std::array<double, past>& before, const double* next, std::size_t count,
                          std::size_t step) {
        std::copy_n(before.data(), past, x);
        for (std::size_t i = 0; i < count; ++i) x[past + i] = next[step * i];
        std::fill_n(x + past + count, fir_tile, 0.);
    }
    /// Remembers the last samples.
    PYA_INLINE void keep(std::array<double, past>& before, std::size_t count) const {
        std::copy_n(x + count, past, before.data());
    }

    double x[past + most + fir_tile];
};

/// Writes 2 count samples.
template <class Set, std::size_t most, std::size_t width>
PYA_INLINE void double_rate(HalfBand<width>& stage, const double* x, std::size_t count, double* y) {
    double between[most + fir_tile];
    const JoinedLine<width, most> line(stage.lower, x, count, 1);
    fir_tiles<Set>(stage.taps, line.x + 1, count, between);
    for (std::size_t i = 0; i < count; ++i) {
        y[2 * i] = line.x[width / 2 + i];
        y[2 * i + 1] = between[i];
    }
    line.keep(stage.lower, count);
}

/// Writes `count` samples from 2 count, also in place.
template <class Set, std::size_t most, std::size_t width>
PYA_INLINE void halve_rate(HalfBand<width>& stage, const double* x, std::size_t count, double* y) {
    double between[most + fir_tile];
    const JoinedLine<width / 2, most> even(stage.even, x, count, 2);
    const JoinedLine<width, most> odd(stage.odd, x + 1, count, 2);
    fir_tiles<Set>(stage.taps, odd.x, count, between);
    for (std::size_t i = 0; i < count; ++i) y[i] = 0.5 * (even.x[i] + between[i]);
    even.keep(stage.even, count);
    odd.keep(stage.odd, count);
}
template <class Set, std::size_t most>
PYA_INLINE void halve_rate(MeansHalver& stage, const double* x, std::size_t count, double* y) {
    double evens[most + fir_tile], odds[most + fir_tile];
    const JoinedLine<8, most> even(stage.even, x, count, 2), odd(stage.odd, x + 1, count, 2);
    fir_tiles<Set>(stage.even_taps, even.x + 1, count, evens);
    fir_tiles<Set>(stage.odd_taps, odd.x, count, odds);
    for (std::size_t i = 0; i < count; ++i) y[i] = evens[i] + odds[i];
    even.keep(stage.even, count);
    odd.keep(stage.odd, count);
}

} // namespace pya::dsp::impl

#endif
