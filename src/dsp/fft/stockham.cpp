// SPDX-License-Identifier: MIT
// Stockham's autosort algorithm, decimation in frequency (Cochran et al., "What is the fast Fourier
// transform?", 1967). The first pass has the largest radix, so that the loops of all others run over at least
// that many neighbours.
#include "dsp/fft/stockham.hpp"

#include "dsp/fft/pairs.hpp"
#include "dsp/fft/unit_roots.hpp"
#include "simd/run.hpp"

#include <algorithm>
#include <type_traits>
#include <utility>

namespace pya::dsp::impl {

namespace {

constexpr Index width = 16; // length of the loops whose length the compiler knows

/// The pass with stride 1, which reads values `step` apart; its loop runs over the transforms.
template <int R, int step, class T>
PYA_INLINE void first_pass(Index rest, const T* __restrict twiddles, const T* __restrict xr,
                           const T* __restrict xi, T* __restrict yr, T* __restrict yi) {
    const T* __restrict wr = twiddles;
    const T* __restrict wi = twiddles + (R - 1) * rest;
    PYA_INDEPENDENT
    for (Index p = 0; p < rest; ++p) {
        Value<T> a[R];
#pragma GCC unroll 16
        for (int j = 0; j < R; ++j) a[j] = {xr[step * (p + rest * j)], xi[step * (p + rest * j)]};
        dft<R>(a);
        yr[R * p] = a[0].re, yi[R * p] = a[0].im;
#pragma GCC unroll 16
        for (int k = 1; k < R; ++k) {
            a[k] = product(a[k], wr[p + rest * (k - 1)], wi[p + rest * (k - 1)]);
            yr[R * p + k] = a[k].re, yi[R * p + k] = a[k].im;
        }
    }
}

/// y[K i + k] = x[i + count k]: a perfect shuffle of K parts.
template <int K, class T>
PYA_INLINE void shuffle(Index count, const T* __restrict x, T* __restrict y) {
    PYA_INDEPENDENT
    for (Index i = 0; i < count; ++i)
#pragma GCC unroll 4
        for (int k = 0; k < K; ++k) y[K * i + k] = x[i + count * k];
}

template <class T>
PYA_INLINE void take_apart_windowed(Index count, const T* __restrict x, T offset, const T* __restrict window,
                                    T* __restrict even, T* __restrict odd) {
    PYA_INDEPENDENT
    for (Index i = 0; i < count; ++i) {
        even[i] = (x[2 * i] - offset) * window[2 * i];
        odd[i] = (x[2 * i + 1] - offset) * window[2 * i + 1];
    }
}

/// The first pass for an R of 8 or 16, for `count` transforms from `at` on, at most `width`: values are
/// brought side by side and the results transposed in the first-level cache.
template <int R, int step, class T>
PYA_INLINE void first_block(Index rest, Index at, Index count, const T* __restrict twiddles,
                            const StockhamSource<T>& x, SplitComplex<T> y) {
    alignas(simd_alignment) T one[R * width], other[R * width], turned[R * width];
    T *re = one, *im = other;
    SplitComplex<const T> from{x.re + at, x.im + at};
    Index row = rest;
    if constexpr (step == 2) {
        const T* const pairs = std::min(x.re, x.im);
        row = count;
        const Index rows = count == rest ? 1 : R, length = count == rest ? R * count : count;
        for (Index j = 0; j < rows; ++j) {
            const Index begin = 2 * (at + rest * j);
            T *const even = one + count * j, *const odd = other + count * j;
            if (x.window)
                take_apart_windowed(length, pairs + begin, x.offset, x.window + begin, even, odd);
            else
                take_apart(length, pairs + begin, even, odd);
        }
        if (x.im < x.re) std::swap(re, im);
        from = {re, im};
    }
    const T* __restrict wr = twiddles + at;
    const T* __restrict wi = twiddles + at + (R - 1) * rest;
    PYA_INDEPENDENT
    for (Index p = 0; p < count; ++p) {
        Value<T> a[R];
#pragma GCC unroll 16
        for (int j = 0; j < R; ++j) a[j] = {from.re[p + row * j], from.im[p + row * j]};
        dft<R>(a);
        re[p] = a[0].re, im[p] = a[0].im;
#pragma GCC unroll 16
        for (int k = 1; k < R; ++k) {
            a[k] = product(a[k], wr[p + rest * (k - 1)], wi[p + rest * (k - 1)]);
            re[p + count * k] = a[k].re, im[p + count * k] = a[k].im;
        }
    }
    shuffle<4>(count * R / 4, re, turned); // together they transpose R rows of `count` values
    shuffle<R / 4>(count * 4, turned, y.re + R * at);
    shuffle<4>(count * R / 4, im, turned);
    shuffle<R / 4>(count * 4, turned, y.im + R * at);
}

/// The last block may compute again some of the values of the block before.
template <int R, int step, class T>
PYA_INLINE void first_pass_in_blocks(Index rest, const T* twiddles, const StockhamSource<T>& x,
                                     SplitComplex<T> y) {
    if (rest < width) return first_block<R, step>(rest, 0, rest, twiddles, x, y);
    for (Index at = 0; at < rest; at += width)
        first_block<R, step>(rest, std::min(at, rest - width), width, twiddles, x, y);
}

/// A pass that reads and writes neighbours, which have the same twiddle factors. Those of the last pass are
/// all 1.
template <int R, bool last, class T>
PYA_INLINE void pass(const StockhamPass<T>& s, Index count, SplitComplex<const T> x, Index x_row,
                     SplitComplex<T> y, Index y_row) {
    const T* const twiddles = s.twiddles.data();
    const Index rest = last ? 1 : s.rest, x_step = x_row * rest;
    for (Index p = 0; p < rest; ++p) {
        T wr[R], wi[R];
        if constexpr (!last)
#pragma GCC unroll 16
            for (int k = 1; k < R; ++k)
                wr[k] = twiddles[p + rest * (k - 1)], wi[k] = twiddles[p + rest * (k - 1 + R - 1)];
        const T* __restrict ur = x.re + x_row * p;
        const T* __restrict ui = x.im + x_row * p;
        T* __restrict vr = y.re + y_row * R * p;
        T* __restrict vi = y.im + y_row * R * p;
        PYA_INDEPENDENT
        for (Index q = 0; q < count; ++q) {
            Value<T> a[R];
#pragma GCC unroll 16
            for (int j = 0; j < R; ++j) a[j] = {ur[q + x_step * j], ui[q + x_step * j]};
            dft<R>(a);
            vr[q] = a[0].re, vi[q] = a[0].im;
#pragma GCC unroll 16
            for (int k = 1; k < R; ++k) {
                if constexpr (!last) a[k] = product(a[k], wr[k], wi[k]);
                vr[q + y_row * k] = a[k].re, vi[q + y_row * k] = a[k].im;
            }
        }
    }
}

/// Calls f(std::integral_constant<int, radix>).
template <class F>
PYA_INLINE void with_radix(int radix, F f) {
    switch (radix) {
    case 2: return f(std::integral_constant<int, 2>());
    case 3: return f(std::integral_constant<int, 3>());
    case 4: return f(std::integral_constant<int, 4>());
    case 5: return f(std::integral_constant<int, 5>());
    case 7: return f(std::integral_constant<int, 7>());
    case 8: return f(std::integral_constant<int, 8>());
    default: return f(std::integral_constant<int, 16>());
    }
}

template <class T>
PYA_INLINE void any_pass(const StockhamPass<T>& s, Index count, SplitComplex<const T> x, Index x_row,
                         SplitComplex<T> y, Index y_row) {
    with_radix(s.radix, [&](auto radix) PYA_INLINE_LAMBDA {
        if (s.rest == 1)
            pass<radix, true>(s, count, x, x_row, y, y_row);
        else if (count == width)
            pass<radix, false>(s, width, x, x_row, y, y_row);
        else
            pass<radix, false>(s, count, x, x_row, y, y_row);
    });
}

template <int step, class T>
PYA_INLINE void any_first_pass(const StockhamPass<T>& s, const StockhamSource<T>& x, SplitComplex<T> y) {
    with_radix(s.radix, [&](auto radix) PYA_INLINE_LAMBDA {
        constexpr int R = radix;
        if constexpr (R >= 8)
            first_pass_in_blocks<R, step>(s.rest, s.twiddles.data(), x, y);
        else
            first_pass<R, step>(s.rest, s.twiddles.data(), x.re, x.im, y.re, y.im);
    });
}

} // namespace

void run_pass(const StockhamPass<float>& s, Index count, SplitComplex<const float> x, Index x_row,
              SplitComplex<float> y, Index y_row) {
    simd::run<any_pass<float>>(s, count, x, x_row, y, y_row);
}
void run_pass(const StockhamPass<double>& s, Index count, SplitComplex<const double> x, Index x_row,
              SplitComplex<double> y, Index y_row) {
    simd::run<any_pass<double>>(s, count, x, x_row, y, y_row);
}

bool stockham_handles(Index n) {
    for (const Index p : {2, 3, 5, 7})
        while (n % p == 0) n /= p;
    return n == 1;
}

template <class T>
std::vector<StockhamPass<T>> stockham_passes(Index n) {
    std::vector<int> radices; // the longest one first, the others from short to long
    Index length = n, stride = 1;
    for (const int radix : {16, 8, 4, 2, 7, 5, 3})
        for (; length % radix == 0; length /= radix) radices.push_back(radix);
    if (!radices.empty()) std::sort(radices.begin() + 1, radices.end());

    std::vector<StockhamPass<T>> passes;
    const UnitRoots roots(n);
    length = n;
    for (const int radix : radices) {
        const Index rest = length / radix;
        const Index half = (radix - 1) * rest;
        StockhamPass<T> pass{radix, rest, stride, AlignedVector<T>(static_cast<std::size_t>(2 * half))};
        for (Index k = 1; k < radix; ++k)
            for (Index p = 0; p < rest; ++p) {
                const std::complex<double> root = roots(k * p * stride);
                const Index at = p + rest * (k - 1);
                pass.twiddles[static_cast<std::size_t>(at)] = static_cast<T>(root.real());
                pass.twiddles[static_cast<std::size_t>(at + half)] = static_cast<T>(root.imag());
            }
        passes.push_back(std::move(pass));
        length = rest;
        stride *= radix;
    }
    return passes;
}

template <class T>
SplitComplex<T> Stockham<T>::run(const StockhamSource<T>& x, std::byte* scratch,
                                 const std::complex<T>* next) const {
    const std::size_t step = scratch_bytes_of<T>(n_ + 1);
    const auto buffer = [&](std::size_t i) { return reinterpret_cast<T*>(scratch + i * step); };
    SplitComplex<T> to{buffer(0), buffer(1)}, other{buffer(2), buffer(3)};
    if (passes_.empty()) {
        to.re[0] = x.re[0];
        to.im[0] = x.im[0];
        return to;
    }
    constexpr Index line = simd_alignment / sizeof(*next), few = 128 * line;
    const auto count = static_cast<Index>(passes_.size());
    for (Index i = 0; i < count; ++i) {
        const StockhamPass<T>& pass = passes_[static_cast<std::size_t>(i)];
        if (next && n_ <= few) // the memory is fetched while the passes compute
            for (Index k = n_ * i / count; k <= n_ * (i + 1) / count; k += line)
                __builtin_prefetch(next + k, 1);
        if (i == 0) {
            x.step == 1 ? simd::run<any_first_pass<1, T>>(pass, x, to)
                        : simd::run<any_first_pass<2, T>>(pass, x, to);
        } else {
            std::swap(to, other);
            run_pass(pass, pass.stride, {other.re, other.im}, pass.stride, to, pass.stride);
        }
    }
    return to;
}

template std::vector<StockhamPass<float>> stockham_passes(Index);
template std::vector<StockhamPass<double>> stockham_passes(Index);
template class Stockham<float>;
template class Stockham<double>;

} // namespace pya::dsp::impl
