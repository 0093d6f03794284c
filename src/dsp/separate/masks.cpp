// SPDX-License-Identifier: MIT
#include "dsp/separate/masks.hpp"

#include "dsp/segment/mirrored_index.hpp"
#include "dsp/separate/median.hpp"
#include "simd/run.hpp"

#include <pya/dsp/aligned.hpp>
#include <pya/storage/pool.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace pya::dsp::impl {
namespace {

// How a pair of medians becomes a mask. Where both are zero, the first one counts as `both_zero` and the
// other one as 1.
template <class T>
struct Softness {
    T harmonic_margin, percussive_margin, power, both_zero;
};

// 1 if the larger one of two medians counts as zero, otherwise 0. It is used as a number, since around a
// choice between quotients, of which g++ makes a branch, a loop is not vectorised.
template <class T>
PYA_INLINE T is_zero(T larger) {
    return larger < std::numeric_limits<T>::min() ? T(1) : T(0);
}

// The share of x^p in x^p + y^p. Both are scaled by the larger one first, so that no power over- or
// underflows.
template <class T, class Power>
PYA_INLINE T share_of(T x, T y, T both_zero, Power raised) {
    const T larger = x < y ? y : x, zero = is_zero(larger), kept = 1 - zero, scale = larger * kept + zero;
    const T own = raised((x * kept + zero * both_zero) / scale), other = raised((y * kept + zero) / scale);
    return own / (own + other);
}

// The same of both, where neither has a margin, which saves two of six divisions.
template <class T>
PYA_INLINE void mask_bin_of_squares(T& harmonic, T& percussive) {
    const T h = harmonic, p = percussive, larger = h < p ? p : h, zero = is_zero(larger);
    const T scale = larger + zero, x = (h + zero) / scale, y = (p + zero) / scale;
    const T own = x * x, other = y * y;
    harmonic = own / (own + other);
    percussive = other / (own + other);
}

// Turns the medians of a bin into masks, in place.
template <class T, class Power>
PYA_INLINE void mask_bin(T& harmonic, T& percussive, const Softness<T>& soft, Power raised) {
    const T h = harmonic, p = percussive;
    harmonic = share_of(h, p * soft.harmonic_margin, soft.both_zero, raised);
    percussive = share_of(p, h * soft.percussive_margin, soft.both_zero, raised);
}

template <class T>
PYA_INLINE void mask_squares(T* harmonic, T* percussive, Index bins, const Softness<T>& soft) {
    PYA_INDEPENDENT
    for (Index b = 0; b < bins; ++b)
        mask_bin(harmonic[b], percussive[b], soft, [](T x) PYA_INLINE_LAMBDA { return x * x; });
}

template <class T>
PYA_INLINE void mask_squares_without_margins(T* harmonic, T* percussive, Index bins) {
    PYA_INDEPENDENT
    for (Index b = 0; b < bins; ++b) mask_bin_of_squares(harmonic[b], percussive[b]);
}

template <class T>
void mask_powers(T* harmonic, T* percussive, Index bins, const Softness<T>& soft) {
    for (Index b = 0; b < bins; ++b)
        mask_bin(harmonic[b], percussive[b], soft, [&](T x) { return std::pow(x, soft.power); });
}

template <class T>
void mask_hard(T* harmonic, T* percussive, Index bins, const Softness<T>& soft) {
    for (Index b = 0; b < bins; ++b) {
        const T h = harmonic[b], p = percussive[b];
        harmonic[b] = h > p * soft.harmonic_margin;
        percussive[b] = p > h * soft.percussive_margin;
    }
}

template <class T>
void mask(T* harmonic, T* percussive, Index bins, const Softness<T>& soft) {
    if (soft.power == T(2) && soft.harmonic_margin == T(1) && soft.percussive_margin == T(1))
        simd::run<mask_squares_without_margins<T>>(harmonic, percussive, bins);
    else if (soft.power == T(2))
        simd::run<mask_squares<T>>(harmonic, percussive, bins, soft);
    else if (std::isinf(soft.power))
        mask_hard(harmonic, percussive, bins, soft);
    else
        mask_powers(harmonic, percussive, bins, soft);
}

Index in_lanes(Index n) { return (n + median_lanes - 1) / median_lanes * median_lanes; }

// median_lanes frames, `stride` apart, and the same with the values of a bin side by side.
template <class T>
PYA_INLINE void turn(const T* from, Index from_stride, T* to, Index to_stride, Index rows, Index cols) {
    for (Index row = 0; row < rows; ++row)
        for (Index col = 0; col < cols; ++col) to[col * to_stride + row] = from[row * from_stride + col];
}

template <class T>
PYA_INLINE void turn_frames(const T* frames, Index stride, Index bins, T* turned) {
    for (Index b = 0; b < bins; b += median_lanes)
        turn(frames + b, stride, turned + b * median_lanes, median_lanes, median_lanes,
             std::min(median_lanes, bins - b));
}

template <class T>
PYA_INLINE void turn_back(const T* turned, Index stride, Index bins, T* frames) {
    for (Index b = 0; b < bins; b += median_lanes)
        turn(turned + b * median_lanes, median_lanes, frames + b, stride, std::min(median_lanes, bins - b),
             median_lanes);
}

/// NaN has no place in an order; it counts as the largest.
template <class T>
PYA_INLINE void replace_no_numbers(T* x, Index n) {
    PYA_INDEPENDENT
    for (Index i = 0; i < n; ++i) x[i] = x[i] >= 0 ? x[i] : std::numeric_limits<T>::infinity();
}

template <class T>
void masks_of(Index bins, Index frames, const HpssOptions& options, const FrameReader<T>& read,
              const MaskSink<T>& sink) {
    if (bins == 0 || frames == 0) return;
    const Softness<T> soft{static_cast<T>(options.harmonic_margin), static_cast<T>(options.percussive_margin),
                           static_cast<T>(options.power),
                           options.harmonic_margin == 1 && options.percussive_margin == 1 ? T(1) : T(0)};
    // Both in frames, filled up with zeros to whole rows.
    const Index stride = in_lanes(bins), padded = in_lanes(frames);
    const storage::Temporary<T> magnitudes(static_cast<std::size_t>(stride * padded));
    const storage::Temporary<T> harmonic(static_cast<std::size_t>(stride * frames));
    std::fill_n(magnitudes.data() + frames * stride, (padded - frames) * stride, T(0));
    for (Index f = 0; f < frames; ++f) {
        T* const frame = magnitudes.data() + f * stride;
        read(f, frame);
        std::fill(frame + bins, frame + stride, T(0));
        simd::run<replace_no_numbers<T>>(frame, bins);
    }
    RunningMedian<T> along_time(options.harmonic_width);
    for (Index b = 0; b < bins; b += median_lanes)
        along_time(
            frames, [&](Index f) { return magnitudes.data() + reflected_index(f, frames) * stride + b; },
            harmonic.data() + b, stride);

    RunningMedian<T> along_frequency(options.percussive_width);
    AlignedVector<T> turned(static_cast<std::size_t>(stride * median_lanes));
    AlignedVector<T> medians(turned.size()), percussive(turned.size());
    for (Index first = 0; first < frames; first += median_lanes) {
        simd::run<turn_frames<T>>(magnitudes.data() + first * stride, stride, bins, turned.data());
        along_frequency(
            bins, [&](Index b) { return turned.data() + reflected_index(b, bins) * median_lanes; },
            medians.data(), median_lanes);
        simd::run<turn_back<T>>(medians.data(), stride, bins, percussive.data());
        for (Index f = first; f < std::min(first + median_lanes, frames); ++f) {
            T* const h = harmonic.data() + f * stride;
            T* const p = percussive.data() + (f - first) * stride;
            mask(h, p, bins, soft);
            sink(f, h, p);
        }
    }
}

} // namespace

void for_each_mask(Index bins, Index frames, const HpssOptions& options, const FrameReader<float>& read,
                   const MaskSink<float>& sink) {
    masks_of(bins, frames, options, read, sink);
}

void for_each_mask(Index bins, Index frames, const HpssOptions& options, const FrameReader<double>& read,
                   const MaskSink<double>& sink) {
    masks_of(bins, frames, options, read, sink);
}

} // namespace pya::dsp::impl
