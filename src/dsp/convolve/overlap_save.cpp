// SPDX-License-Identifier: MIT
#include "dsp/convolve/overlap_save.hpp"

#include "simd/run.hpp"

#include <algorithm>

namespace pya::dsp::impl {

namespace {

/// With `negated`, the difference of two products is computed as a sum, which gives the same result. g++
/// fuses a difference that stands beside a sum where the instruction set can, even with contraction off; it
/// does not fuse two sums.
template <class T, bool negated>
PYA_INLINE void multiply_add(Index count, const T* __restrict x, const T* __restrict h, T* __restrict sum) {
    for (Index k = 0; k < count; ++k) {
        if constexpr (negated) {
            const T minus = -x[2 * k + 1];
            sum[2 * k] += x[2 * k] * h[2 * k] + minus * h[2 * k + 1];
        } else {
            sum[2 * k] += x[2 * k] * h[2 * k] - x[2 * k + 1] * h[2 * k + 1];
        }
        sum[2 * k + 1] += x[2 * k] * h[2 * k + 1] + x[2 * k + 1] * h[2 * k];
    }
}

template <class T>
void add_products_of(Index count, const T* x, const T* h, T* sum) {
    simd::run<multiply_add<T, false>, multiply_add<T, false>, multiply_add<T, true>>(count, x, h, sum);
}

} // namespace

void add_products(Index count, const float* x, const float* h, float* sum) {
    add_products_of(count, x, h, sum);
}

void add_products(Index count, const double* x, const double* h, double* sum) {
    add_products_of(count, x, h, sum);
}

template <class T>
OverlapSave<T>::OverlapSave(Index block, Index taps)
    : block_(block), taps_(taps), partitions_((taps + block - 1) / block), fft_(2 * block),
      stride_((fft_.bins() + 7) / 8 * 8), kernel_(static_cast<std::size_t>(stride_ * partitions_)),
      history_(kernel_.size()), sounding_(static_cast<std::size_t>(partitions_)),
      sum_(static_cast<std::size_t>(stride_)), time_(static_cast<std::size_t>(2 * block)) {}

template <class T>
void OverlapSave<T>::load(const T* taps) {
    for (Index p = 0; p < partitions_; ++p) {
        const Index first = p * block_, count = std::min(block_, taps_ - first);
        std::fill(std::copy_n(taps + first, count, time_.begin()), time_.end(), T(0));
        fft_.forward(time_.data(), spectrum(kernel_, p));
    }
}

template <class T>
bool OverlapSave<T>::transform(const T* x, Index n, Index from, Complex* spectrum) {
    const Index to = from + 2 * block_, first = std::max<Index>(from, 0), last = std::min(to, n);
    if (first >= last) return false;
    if (first > from || last < to) {
        const auto begin = std::fill_n(time_.begin(), first - from, T(0));
        std::fill(std::copy(x + first, x + last, begin), time_.end(), T(0));
        fft_.forward(time_.data(), spectrum);
    } else {
        fft_.forward(x + from, spectrum);
    }
    return true;
}

template <class T>
void OverlapSave<T>::sum_products(Index newest) {
    constexpr Index tile = 512; // bins whose sums stay in the first-level cache
    std::fill(sum_.begin(), sum_.end(), Complex(0));
    for (Index k = 0; k < fft_.bins(); k += tile)
        for (Index p = 0; p < partitions_; ++p) {
            const Index slot = (newest + partitions_ - p) % partitions_;
            if (sounding_[static_cast<std::size_t>(slot)])
                add_products(
                    std::min(tile, fft_.bins() - k), reinterpret_cast<T*>(spectrum(history_, slot) + k),
                    reinterpret_cast<T*>(spectrum(kernel_, p) + k), reinterpret_cast<T*>(sum_.data() + k));
        }
}

template <class T>
void OverlapSave<T>::run(const T* x, Index n, Index start, T* y, Index count) {
    for (Index k = 1 - partitions_; k * block_ < count; ++k) {
        const Index slot = (k + partitions_) % partitions_;
        sounding_[static_cast<std::size_t>(slot)] =
            transform(x, n, start + (k - 1) * block_, spectrum(history_, slot));
        if (k < 0) continue;
        sum_products(slot);
        fft_.inverse(sum_.data(), time_.data());
        std::copy_n(time_.data() + block_, std::min(block_, count - k * block_), y + k * block_);
    }
}

template class OverlapSave<float>;
template class OverlapSave<double>;

} // namespace pya::dsp::impl
