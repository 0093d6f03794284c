// SPDX-License-Identifier: MIT
#include "dsp/separate/median.hpp"

#include "simd/run.hpp"
#include "simd/vector.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>
#include <utility>

namespace pya::dsp::impl {
namespace {

// As many values as fill a register.
template <class Set, class T>
using Register = simd::Vector<T, Set::bytes / sizeof(T)>;
template <class Set, class T>
constexpr Index in_register = Set::bytes / sizeof(T);

// Moves the smaller values to `low` and the larger ones to `high`.
template <class Set, class T>
PYA_INLINE void exchange(T* low, T* high) {
    for (Index lane = 0; lane < median_lanes; lane += in_register<Set, T>) {
        Register<Set, T> a, b;
        simd::load(a, low + lane);
        simd::load(b, high + lane);
        const Register<Set, T> smaller = a < b ? a : b, larger = a < b ? b : a;
        simd::store(smaller, low + lane);
        simd::store(larger, high + lane);
    }
}

// Sorts `count` rows, a power of two, that first rise and then fall or the other way round (Batcher 1968).
template <class Set, class T>
PYA_INLINE void sort_bitonic(T* rows, Index count) {
    for (Index half = count / 2; half >= 1; half /= 2)
        for (Index first = 0; first < count; first += 2 * half)
            for (Index i = first; i < first + half; ++i)
                exchange<Set>(rows + i * median_lanes, rows + (i + half) * median_lanes);
}

template <class Set, class T>
PYA_INLINE void sort_rows(T* rows, Index count) {
    for (Index size = 2; size <= count; size *= 2)
        for (Index first = 0; first < count; first += size) {
            for (Index i = 0; i < size / 2; ++i)
                exchange<Set>(rows + (first + i) * median_lanes,
                              rows + (first + size - 1 - i) * median_lanes);
            sort_bitonic<Set>(rows + first * median_lanes, size / 2);
            sort_bitonic<Set>(rows + (first + size / 2) * median_lanes, size / 2);
        }
}

template <class T>
PYA_INLINE void copy_rows(const T* const* from, Index count, T* to) {
    for (Index i = 0; i < count; ++i) std::memcpy(to + i * median_lanes, from[i], median_lanes * sizeof(T));
}

// Of 2 half sorted candidates and `half` sorted rows more: the upper half of the 2 half lowest ones, sorted.
template <class Set, class T>
PYA_INLINE void narrow(const T* candidates, const T* added, Index half, T* narrowed) {
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
    sort_bitonic<Set>(narrowed, half);
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
                copy_rows(rows + first + (side == 0 ? size - 1 - half : width), half, added);
                sort_rows<Set>(added, half);
                narrow<Set>(candidates + first * median_lanes, added, half,
                            narrowed + (first + side * half) * median_lanes);
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
