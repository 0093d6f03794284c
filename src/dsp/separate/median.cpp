// SPDX-License-Identifier: MIT
#include "dsp/separate/median.hpp"

#include "simd/run.hpp"
#include "simd/vector.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>
#include <type_traits>
#include <utility>

namespace pya::dsp::impl {
namespace {

// As many values as fill a register.
template <class Set, class T>
using Register = simd::Vector<T, Set::bytes / sizeof(T)>;
template <class Set, class T>
constexpr Index in_register = Set::bytes / sizeof(T);

// How many rows are sorted in registers, so many values of each as one register holds.
constexpr Index most_in_registers = 16;

// Sorts `count` registers, a power of two, that first rise and then fall or the other way round (Batcher
// 1968).
template <int count, class V>
PYA_INLINE void sort_bitonic(V* x) {
    if constexpr (count > 1) {
#pragma GCC unroll 16
        for (int i = 0; i < count / 2; ++i) simd::order_lanes(x[i], x[i + count / 2]);
        sort_bitonic<count / 2>(x);
        sort_bitonic<count / 2>(x + count / 2);
    }
}

template <int count, class V>
PYA_INLINE void sort_registers(V* x) {
    if constexpr (count > 1) {
        sort_registers<count / 2>(x);
        sort_registers<count / 2>(x + count / 2);
#pragma GCC unroll 16
        for (int i = 0; i < count / 2; ++i) simd::order_lanes(x[i], x[count - 1 - i]);
        sort_bitonic<count / 2>(x);
        sort_bitonic<count / 2>(x + count / 2);
    }
}

// Calls f(std::integral_constant<int, count>) for a power of two up to most_in_registers.
template <class F>
PYA_INLINE void with_count(Index count, F f) {
    switch (count) {
    case 1: return f(std::integral_constant<int, 1>());
    case 2: return f(std::integral_constant<int, 2>());
    case 4: return f(std::integral_constant<int, 4>());
    case 8: return f(std::integral_constant<int, 8>());
    default: return f(std::integral_constant<int, 16>());
    }
}

// The same of rows in memory.
template <class Set, class T>
PYA_INLINE void order_rows(T* low, T* high) {
    for (Index lane = 0; lane < median_lanes; lane += in_register<Set, T>) {
        Register<Set, T> a, b;
        simd::load(a, low + lane);
        simd::load(b, high + lane);
        simd::order_lanes(a, b);
        simd::store(a, low + lane);
        simd::store(b, high + lane);
    }
}

template <class Set, class T>
PYA_INLINE void sort_bitonic_rows(T* rows, Index count) {
    for (Index half = count / 2; half >= 1; half /= 2)
        for (Index first = 0; first < count; first += 2 * half)
            for (Index i = first; i < first + half; ++i)
                order_rows<Set>(rows + i * median_lanes, rows + (i + half) * median_lanes);
}

template <class Set, class T>
PYA_INLINE void sort_rows(T* rows, Index count) {
    const Index some = std::min(count, most_in_registers);
    with_count(some, [&](auto known) PYA_INLINE_LAMBDA {
        constexpr int n = known;
        for (T* lanes = rows; lanes != rows + count * median_lanes; lanes += n * median_lanes)
            for (Index lane = 0; lane < median_lanes; lane += in_register<Set, T>) {
                Register<Set, T> x[n];
#pragma GCC unroll 16
                for (int i = 0; i < n; ++i) simd::load(x[i], lanes + i * median_lanes + lane);
                sort_registers<n>(x);
#pragma GCC unroll 16
                for (int i = 0; i < n; ++i) simd::store(x[i], lanes + i * median_lanes + lane);
            }
    });
    for (Index size = 2 * some; size <= count; size *= 2)
        for (Index first = 0; first < count; first += size) {
            for (Index i = 0; i < size / 2; ++i)
                order_rows<Set>(rows + (first + i) * median_lanes,
                                rows + (first + size - 1 - i) * median_lanes);
            sort_bitonic_rows<Set>(rows + first * median_lanes, size / 2);
            sort_bitonic_rows<Set>(rows + (first + size / 2) * median_lanes, size / 2);
        }
}

template <class T>
PYA_INLINE void copy_rows(const T* const* from, Index count, T* to) {
    for (Index i = 0; i < count; ++i) std::memcpy(to + i * median_lanes, from[i], median_lanes * sizeof(T));
}

// Of 2 half sorted candidates and `half` rows more: the upper half of the 2 half lowest ones, sorted. `half`
// is known, and all of it happens in registers.
template <class Set, int half, class T>
PYA_INLINE void narrow(const T* candidates, const T* const* more_rows, T* narrowed) {
    for (Index lane = 0; lane < median_lanes; lane += in_register<Set, T>) {
        Register<Set, T> more[half], x[half];
#pragma GCC unroll 16
        for (int i = 0; i < half; ++i) simd::load(more[i], more_rows[i] + lane);
        sort_registers<half>(more);
#pragma GCC unroll 16
        for (int i = 0; i < half; ++i) {
            Register<Set, T> lower, upper;
            simd::load(lower, candidates + i * median_lanes + lane);
            simd::load(upper, candidates + (half + i) * median_lanes + lane);
            const Register<Set, T> low = more[half - 1 - i] < upper ? more[half - 1 - i] : upper;
            x[i] = low < lower ? lower : low;
        }
        sort_bitonic<half>(x);
#pragma GCC unroll 16
        for (int i = 0; i < half; ++i) simd::store(x[i], narrowed + i * median_lanes + lane);
    }
}

// The same for any `half`; `added` has room for so many rows.
template <class Set, class T>
PYA_INLINE void narrow_rows(const T* candidates, const T* const* more_rows, Index half, T* added,
                            T* narrowed) {
    copy_rows(more_rows, half, added);
    sort_rows<Set>(added, half);
    for (Index i = 0; i < half; ++i)
        for (Index lane = 0; lane < median_lanes; lane += in_register<Set, T>) {
            Register<Set, T> lower, upper, more;
            simd::load(lower, candidates + i * median_lanes + lane);
            simd::load(upper, candidates + (half + i) * median_lanes + lane);
            simd::load(more, added + (half - 1 - i) * median_lanes + lane);
            const Register<Set, T> low = more < upper ? more : upper;
            const Register<Set, T> high = low < lower ? lower : low;
            simd::store(high, narrowed + i * median_lanes + lane);
        }
    sort_bitonic_rows<Set>(narrowed, half);
}

// The medians of `run` windows. Returns where they are: `candidates` or `narrowed`.
template <class Set, class T>
PYA_INLINE T* median_run(const T* const* rows, Index width, Index run, T* candidates, T* narrowed, T* added) {
    const Index common = width - run + 1, below = run - 1 - width / 2;
    copy_rows(rows + run - 1, common, candidates);
    constexpr T infinity = std::numeric_limits<T>::infinity();
    for (Index i = common * median_lanes; i < run * median_lanes; ++i)
        candidates[i] = i < (common + below) * median_lanes ? -infinity : infinity;
    sort_rows<Set>(candidates, run);
    for (Index size = run; size > 1; size /= 2) {
        const Index half = size / 2;
        for (Index first = 0; first < run; first += size)
            for (Index side = 0; side < 2; ++side) {
                const T* const from = candidates + first * median_lanes;
                const T* const* const more = rows + first + (side == 0 ? size - 1 - half : width);
                T* const to = narrowed + (first + side * half) * median_lanes;
                if (half > most_in_registers)
                    narrow_rows<Set>(from, more, half, added, to);
                else
                    with_count(half,
                               [&](auto known) PYA_INLINE_LAMBDA { narrow<Set, known>(from, more, to); });
            }
        std::swap(candidates, narrowed);
    }
    return candidates;
}

} // namespace

template <class T>
RunningMedian<T>::RunningMedian(Index width)
    : width_(width), run_(static_cast<Index>(std::bit_floor(static_cast<std::size_t>(width)))),
      candidates_(static_cast<std::size_t>(run_ * median_lanes)), narrowed_(candidates_.size()),
      added_(candidates_.size()) {}

template <class T>
void RunningMedian<T>::compute(Index count, T* out, Index stride) {
    for (Index first = 0; first < count; first += run_) {
        const T* medians =
            simd::run<median_run<simd::Baseline, T>, median_run<simd::Avx2, T>, median_run<simd::Avx512, T>>(
                rows_.data() + first, width_, run_, candidates_.data(), narrowed_.data(), added_.data());
        for (Index i = first; i < std::min(first + run_, count); ++i, medians += median_lanes)
            std::copy_n(medians, median_lanes, out + i * stride);
    }
}

template class RunningMedian<float>;
template class RunningMedian<double>;

} // namespace pya::dsp::impl
