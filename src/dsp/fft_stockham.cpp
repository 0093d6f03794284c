// SPDX-License-Identifier: MIT
// Stockham's autosort algorithm, decimation in frequency (Cochran et al., "What is the fast Fourier
// transform?", 1967). The first pass is as long as possible, so that the loops of all others run over at
// least that many neighbours.
#include "dsp/fft_stockham.hpp"

#include "simd.hpp"

#include <cmath>
#include <utility>

// The iterations of the loop that follows don't depend on one another: too many arrays for the compiler to
// check that.
#ifdef __clang__
#define PYA_INDEPENDENT _Pragma("clang loop vectorize(assume_safety)")
#else
#define PYA_INDEPENDENT _Pragma("GCC ivdep")
#endif

namespace pya::dsp::detail {

namespace {

template <class T>
struct Value {
    T re, im;
};

template <class T>
PYA_INLINE Value<T> operator+(Value<T> a, Value<T> b) {
    return {a.re + b.re, a.im + b.im};
}

template <class T>
PYA_INLINE Value<T> operator-(Value<T> a, Value<T> b) {
    return {a.re - b.re, a.im - b.im};
}

template <class T>
PYA_INLINE Value<T> product(Value<T> a, T re, T im) {
    return {a.re * re - a.im * im, a.re * im + a.im * re};
}

/// a exp(-2 pi i k / 16)
template <int k, class T>
PYA_INLINE Value<T> rotated(Value<T> a) {
    constexpr double cosine[] = {1, 0.92387953251128675613, 0.70710678118654752440, 0.38268343236508977173};
    if constexpr (k == 0)
        return a;
    else if constexpr (k >= 4)
        return rotated<k - 4>(Value<T>{a.im, -a.re});
    else if constexpr (k == 2)
        return {T(cosine[2]) * (a.re + a.im), T(cosine[2]) * (a.im - a.re)};
    else
        return product(a, T(cosine[k]), -T(cosine[4 - k]));
}

template <class T>
PYA_INLINE void dft2(Value<T>* a) {
    const Value<T> difference = a[0] - a[1];
    a[0] = a[0] + a[1];
    a[1] = difference;
}

template <class T>
PYA_INLINE void dft4(Value<T>& a, Value<T>& b, Value<T>& c, Value<T>& d) {
    const Value<T> s = a + c, t = a - c, u = b + d, v = b - d;
    a = s + u;
    b = {t.re + v.im, t.im - v.re};
    c = s - u;
    d = {t.re - v.im, t.im + v.re};
}

template <class T>
PYA_INLINE void dft8(Value<T>* a) {
    dft4(a[0], a[2], a[4], a[6]);
    dft4(a[1], a[3], a[5], a[7]);
    const Value<T> odd[] = {a[1], rotated<2>(a[3]), rotated<4>(a[5]), rotated<6>(a[7])};
    const Value<T> even[] = {a[0], a[2], a[4], a[6]};
    a[0] = even[0] + odd[0], a[4] = even[0] - odd[0];
    a[1] = even[1] + odd[1], a[5] = even[1] - odd[1];
    a[2] = even[2] + odd[2], a[6] = even[2] - odd[2];
    a[3] = even[3] + odd[3], a[7] = even[3] - odd[3];
}

template <class T>
PYA_INLINE void dft16(Value<T>* a) {
    dft4(a[0], a[4], a[8], a[12]);
    dft4(a[1], a[5], a[9], a[13]);
    dft4(a[2], a[6], a[10], a[14]);
    dft4(a[3], a[7], a[11], a[15]);
    Value<T> b[] = {a[0],
                    a[1],
                    a[2],
                    a[3],
                    a[4],
                    rotated<1>(a[5]),
                    rotated<2>(a[6]),
                    rotated<3>(a[7]),
                    a[8],
                    rotated<2>(a[9]),
                    rotated<4>(a[10]),
                    rotated<6>(a[11]),
                    a[12],
                    rotated<3>(a[13]),
                    rotated<6>(a[14]),
                    rotated<9>(a[15])};
    dft4(b[0], b[1], b[2], b[3]);
    dft4(b[4], b[5], b[6], b[7]);
    dft4(b[8], b[9], b[10], b[11]);
    dft4(b[12], b[13], b[14], b[15]);
    a[0] = b[0], a[4] = b[1], a[8] = b[2], a[12] = b[3];
    a[1] = b[4], a[5] = b[5], a[9] = b[6], a[13] = b[7];
    a[2] = b[8], a[6] = b[9], a[10] = b[10], a[14] = b[11];
    a[3] = b[12], a[7] = b[13], a[11] = b[14], a[15] = b[15];
}

/// An odd prime R: sums and differences of the pairs j, R - j.
template <int R, class T>
PYA_INLINE void dft_odd(Value<T>* a, const double (&cosine)[R / 2 + 1], const double (&sine)[R / 2 + 1]) {
    constexpr int half = R / 2;
    Value<T> sum[half + 1], difference[half + 1];
    Value<T> y0 = a[0];
#pragma GCC unroll 8
    for (int j = 1; j <= half; ++j) {
        sum[j] = a[j] + a[R - j];
        difference[j] = a[j] - a[R - j];
        y0 = y0 + sum[j];
    }
#pragma GCC unroll 8
    for (int k = 1; k <= half; ++k) {
        Value<T> even = a[0], odd{0, 0};
#pragma GCC unroll 8
        for (int j = 1; j <= half; ++j) {
            const int jk = j * k % R;
            const T c = static_cast<T>(cosine[jk <= half ? jk : R - jk]);
            const T s = static_cast<T>(jk <= half ? sine[jk] : -sine[R - jk]);
            even = {even.re + c * sum[j].re, even.im + c * sum[j].im};
            odd = {odd.re + s * difference[j].im, odd.im - s * difference[j].re};
        }
        a[k] = even + odd;
        a[R - k] = even - odd;
    }
    a[0] = y0;
}

template <int R, class T>
PYA_INLINE void dft(Value<T>* a) {
    if constexpr (R == 2) dft2(a);
    if constexpr (R == 3) dft_odd<3>(a, {1, -0.5}, {0, 0.86602540378443864676});
    if constexpr (R == 4) dft4(a[0], a[1], a[2], a[3]);
    if constexpr (R == 5)
        dft_odd<5>(a, {1, 0.30901699437494742410, -0.80901699437494742410},
                   {0, 0.95105651629515357212, 0.58778525229247312917});
    if constexpr (R == 7)
        dft_odd<7>(a, {1, 0.62348980185873353053, -0.22252093395631440429, -0.90096886790241912624},
                   {0, 0.78183148246802980871, 0.97492791218182360702, 0.43388373911755812048});
    if constexpr (R == 8) dft8(a);
    if constexpr (R == 16) dft16(a);
}

/// The pass with stride 1, which reads values 2 apart; its loop runs over the transforms.
template <int R, class T>
PYA_INLINE void first_pass(Index rest, const T* __restrict twiddles, const T* __restrict xr,
                           const T* __restrict xi, T* __restrict yr, T* __restrict yi) {
    const T* __restrict wr = twiddles;
    const T* __restrict wi = twiddles + (R - 1) * rest;
    PYA_INDEPENDENT
    for (Index p = 0; p < rest; ++p) {
        Value<T> a[R];
#pragma GCC unroll 16
        for (int j = 0; j < R; ++j) a[j] = {xr[2 * (p + rest * j)], xi[2 * (p + rest * j)]};
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

/// y[i] = x[2 i]
template <class T>
PYA_INLINE void take_apart(Index count, const T* __restrict x, T* __restrict y) {
    PYA_INDEPENDENT
    for (Index i = 0; i < count; ++i) y[i] = x[2 * i];
}

/// The same where all fits into the first-level cache: values are brought side by side before and after, so
/// that the loop runs over neighbours. Uses up `t`. R is 8 or 16.
template <int R, class T>
PYA_INLINE void short_first_pass(Index rest, const T* __restrict twiddles, const T* xr, const T* xi,
                                 SplitComplex<T> y, SplitComplex<T> t) {
    take_apart(R * rest, xr, t.re);
    take_apart(R * rest, xi, t.im);
    const T* __restrict ur = t.re;
    const T* __restrict ui = t.im;
    T* __restrict vr = y.re;
    T* __restrict vi = y.im;
    const T* __restrict wr = twiddles;
    const T* __restrict wi = twiddles + (R - 1) * rest;
    PYA_INDEPENDENT
    for (Index p = 0; p < rest; ++p) {
        Value<T> a[R];
#pragma GCC unroll 16
        for (int j = 0; j < R; ++j) a[j] = {ur[p + rest * j], ui[p + rest * j]};
        dft<R>(a);
        vr[p] = a[0].re, vi[p] = a[0].im;
#pragma GCC unroll 16
        for (int k = 1; k < R; ++k) {
            a[k] = product(a[k], wr[p + rest * (k - 1)], wi[p + rest * (k - 1)]);
            vr[p + rest * k] = a[k].re, vi[p + rest * k] = a[k].im;
        }
    }
    shuffle<4>(rest * R / 4, y.re, t.re); // together they transpose R rows of `rest` values
    shuffle<4>(rest * R / 4, y.im, t.im);
    shuffle<R / 4>(rest * 4, t.re, y.re);
    shuffle<R / 4>(rest * 4, t.im, y.im);
}

/// The other passes; their inner loop runs over the interleaved transforms, which share the twiddles.
template <int R, class T>
PYA_INLINE void pass(Index rest, Index stride, const T* __restrict twiddles, const T* __restrict xr,
                     const T* __restrict xi, T* __restrict yr, T* __restrict yi) {
    for (Index p = 0; p < rest; ++p) {
        T wr[R], wi[R];
#pragma GCC unroll 16
        for (int k = 1; k < R; ++k)
            wr[k] = twiddles[p + rest * (k - 1)], wi[k] = twiddles[p + rest * (k - 1 + R - 1)];
        const T* __restrict ur = xr + stride * p;
        const T* __restrict ui = xi + stride * p;
        T* __restrict vr = yr + stride * R * p;
        T* __restrict vi = yi + stride * R * p;
        PYA_INDEPENDENT
        for (Index q = 0; q < stride; ++q) {
            Value<T> a[R];
#pragma GCC unroll 16
            for (int j = 0; j < R; ++j) a[j] = {ur[q + stride * rest * j], ui[q + stride * rest * j]};
            dft<R>(a);
            vr[q] = a[0].re, vi[q] = a[0].im;
#pragma GCC unroll 16
            for (int k = 1; k < R; ++k) {
                a[k] = product(a[k], wr[k], wi[k]);
                vr[q + stride * k] = a[k].re, vi[q + stride * k] = a[k].im;
            }
        }
    }
}

template <int R, class T>
PYA_INLINE void any_pass(const StockhamPass<T>& s, const T* xr, const T* xi, SplitComplex<T> y,
                         SplitComplex<T> t) {
    if (s.stride > 1) return pass<R>(s.rest, s.stride, s.twiddles.data(), xr, xi, y.re, y.im);
    constexpr Index short_n = 4096 / sizeof(T);
    if constexpr (R >= 8)
        if (R * s.rest <= short_n) return short_first_pass<R>(s.rest, s.twiddles.data(), xr, xi, y, t);
    first_pass<R>(s.rest, s.twiddles.data(), xr, xi, y.re, y.im);
}

template <class T>
PYA_INLINE void dispatch(const StockhamPass<T>& s, const T* xr, const T* xi, SplitComplex<T> y,
                         SplitComplex<T> t) {
    switch (s.radix) {
    case 2: return any_pass<2>(s, xr, xi, y, t);
    case 3: return any_pass<3>(s, xr, xi, y, t);
    case 4: return any_pass<4>(s, xr, xi, y, t);
    case 5: return any_pass<5>(s, xr, xi, y, t);
    case 7: return any_pass<7>(s, xr, xi, y, t);
    case 8: return any_pass<8>(s, xr, xi, y, t);
    default: return any_pass<16>(s, xr, xi, y, t);
    }
}

/// From x to y. The first pass may need the memory t.
PYA_SIMD void run_pass(const StockhamPass<float>& s, const float* xr, const float* xi, SplitComplex<float> y,
                       SplitComplex<float> t) {
    dispatch(s, xr, xi, y, t);
}

PYA_SIMD void run_pass(const StockhamPass<double>& s, const double* xr, const double* xi,
                       SplitComplex<double> y, SplitComplex<double> t) {
    dispatch(s, xr, xi, y, t);
}

} // namespace

bool stockham_handles(Index n) {
    for (const Index p : {2, 3, 5, 7})
        while (n % p == 0) n /= p;
    return n == 1;
}

template <class T>
Stockham<T>::Stockham(Index n) : n_(n) {
    const double pi = std::acos(-1.0);
    Index length = n, stride = 1;
    for (const int radix : {16, 8, 4, 2, 7, 5, 3})
        for (; length % radix == 0; stride *= radix) {
            const Index rest = length / radix;
            StockhamPass<T> pass{radix, rest, stride,
                                 AlignedVector<T>(static_cast<std::size_t>(2 * (radix - 1) * rest))};
            for (Index k = 1; k < radix; ++k)
                for (Index p = 0; p < rest; ++p) {
                    const double angle = 2 * pi * static_cast<double>(k * p) / static_cast<double>(length);
                    const auto at = static_cast<std::size_t>(p + rest * (k - 1));
                    pass.twiddles[at] = static_cast<T>(std::cos(angle));
                    pass.twiddles[at + static_cast<std::size_t>(rest * (radix - 1))] =
                        static_cast<T>(-std::sin(angle));
                }
            passes_.push_back(std::move(pass));
            length = rest;
        }
}

template <class T>
SplitComplex<T> Stockham<T>::run(const T* re, const T* im, std::byte* scratch) const {
    const std::size_t step = scratch_bytes_of<T>(n_);
    const auto buffer = [&](std::size_t i) { return reinterpret_cast<T*>(scratch + i * step); };
    SplitComplex<T> to{buffer(0), buffer(1)}, other{buffer(2), buffer(3)};
    if (passes_.empty()) {
        to.re[0] = re[0];
        to.im[0] = im[0];
    }
    for (std::size_t i = 0; i < passes_.size(); ++i) {
        run_pass(passes_[i], i == 0 ? re : other.re, i == 0 ? im : other.im, to, other);
        std::swap(to, other);
    }
    return passes_.empty() ? to : other;
}

template class Stockham<float>;
template class Stockham<double>;

} // namespace pya::dsp::detail
