// SPDX-License-Identifier: MIT
#include "dsp/fft/blocked.hpp"

#include "dsp/fft/butterfly.hpp"
#include "dsp/fft/unit_roots.hpp"
#include "simd/run.hpp"

namespace pya::dsp::impl {

namespace {

/// z[k][j] *= start[k] * step[k][j]
template <class T>
PYA_INLINE void rotate(Index rows, Index count, SplitComplex<const T> start, SplitComplex<const T> step,
                       SplitComplex<T> z) {
    for (Index k = 0; k < rows; ++k) {
        const T* __restrict ur = step.re + fft_block_width * k;
        const T* __restrict ui = step.im + fft_block_width * k;
        T* __restrict zr = z.re + count * k;
        T* __restrict zi = z.im + count * k;
        PYA_INDEPENDENT
        for (Index j = 0; j < count; ++j) {
            const Value<T> w = product(Value<T>{ur[j], ui[j]}, start.re[k], start.im[k]);
            const Value<T> v = product(Value<T>{zr[j], zi[j]}, w.re, w.im);
            zr[j] = v.re, zi[j] = v.im;
        }
    }
}

/// y[i + row k] = x[K i + k]
template <int K, class T>
PYA_INLINE void deal(Index count, const T* __restrict x, T* __restrict y, Index row) {
    PYA_INDEPENDENT
    for (Index i = 0; i < count; ++i)
#pragma GCC unroll 8
        for (Index k = 0; k < K; ++k) y[i + row * k] = x[K * i + k];
}

/// Transposes rows x count to count rows, which are `pitch` apart, with t as working memory.
template <class T>
PYA_INLINE void transpose(Index rows, Index count, const T* x, T* t, T* y, Index pitch) {
    if (count == fft_block_width) {
        constexpr Index four = fft_block_width / 4;
        deal<4>(four * rows, x, t, four * rows);
        for (Index j = 0; j < 4; ++j) deal<four>(rows, t + four * rows * j, y + pitch * j, 4 * pitch);
    } else {
        for (Index j = 0; j < count; ++j)
            for (Index k = 0; k < rows; ++k) y[pitch * j + k] = x[count * k + j];
    }
}

template <class T>
PYA_INLINE void turn_block(Index rows, Index count, SplitComplex<const T> start, SplitComplex<const T> step,
                           SplitComplex<T> z, SplitComplex<T> t, SplitComplex<T> y, Index pitch) {
    rotate(rows, count, start, step, z);
    transpose(rows, count, z.re, t.re, y.re, pitch);
    transpose(rows, count, z.im, t.im, y.im, pitch);
}

/// The divisor of n that is nearest to its square root.
Index middle_divisor(Index n) {
    Index best = 1;
    for (Index d = 1; d * d <= n; ++d)
        if (n % d == 0) best = d;
    return best;
}

template <class T>
void put(AlignedVector<T>& values, Index at, std::complex<double> value) {
    values[static_cast<std::size_t>(at)] = static_cast<T>(value.real());
    values[static_cast<std::size_t>(at) + values.size() / 2] = static_cast<T>(value.imag());
}

} // namespace

// With j = rows j1 + j2 and k = k1 + columns k2, j k / n = j1 k1 / columns + j2 k1 / n + j2 k2 / rows (mod
// 1).
template <class T>
BlockedFft<T>::BlockedFft(Index n)
    : n_(n), columns_(middle_divisor(n)), rows_(n / columns_), along_columns_(stockham_passes<T>(columns_)),
      along_rows_(stockham_passes<T>(rows_)),
      steps_(static_cast<std::size_t>(2 * columns_ * fft_block_width)),
      starts_(static_cast<std::size_t>(2 * columns_ * ((rows_ + fft_block_width - 1) / fft_block_width))) {
    const UnitRoots roots(n);
    for (Index k = 0; k < columns_; ++k) {
        for (Index j = 0; j < std::min(fft_block_width, rows_); ++j)
            put(steps_, fft_block_width * k + j, roots(j * k));
        for (Index j = 0; j < rows_; j += fft_block_width)
            put(starts_, columns_ * (j / fft_block_width) + k, roots(j * k));
    }
}

template <class T>
void BlockedFft<T>::transform(const std::vector<StockhamPass<T>>& passes, Index count,
                              BlockOfRows<const T> from, SplitComplex<T>& x, SplitComplex<T>& y) const {
    if (from.at.re == x.re) std::swap(x, y);
    if (passes.empty()) {
        std::copy_n(from.at.re, count, x.re);
        std::copy_n(from.at.im, count, x.im);
        return;
    }
    for (const StockhamPass<T>& pass : passes) {
        const Index row = pass.stride * count;
        run_pass(pass, row, from.at, pass.stride == 1 ? from.pitch : row, x, row);
        from.at = {x.re, x.im};
        std::swap(x, y);
    }
    std::swap(x, y);
}

template <class T>
void BlockedFft<T>::turn(Index at, Index count, const Work& work) const {
    const T* const start = starts_.data() + columns_ * (at / fft_block_width);
    simd::run<turn_block<T>>(columns_, count, {start, start + starts_.size() / 2},
                             {steps_.data(), steps_.data() + steps_.size() / 2}, work.x, work.y,
                             {work.turned.re + pitch() * at, work.turned.im + pitch() * at}, pitch());
}

template class BlockedFft<float>;
template class BlockedFft<double>;

} // namespace pya::dsp::impl
