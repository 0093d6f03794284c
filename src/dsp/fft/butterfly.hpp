// SPDX-License-Identifier: MIT
// Transforms of 2 to 16 values in registers, for loops that the compiler vectorises.
#ifndef PYA_SRC_DSP_FFT_BUTTERFLY_HPP
#define PYA_SRC_DSP_FFT_BUTTERFLY_HPP

#include "simd/inline.hpp"

namespace pya::dsp::impl {

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

} // namespace pya::dsp::impl

#endif
