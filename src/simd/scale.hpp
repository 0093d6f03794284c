// SPDX-License-Identifier: MIT
// Samples times gains: one gain for all samples, or one for each. Products are computed in the wider of both
// types and rounded to the type of the result. Result and samples are the same memory, or don't overlap.
#ifndef PYA_SRC_SIMD_SCALE_HPP
#define PYA_SRC_SIMD_SCALE_HPP

#include "simd/run.hpp"

#include <cstddef>

namespace pya::simd {

namespace loop {

template <class X, class G, class Y>
PYA_INLINE void scale(const X* x, G gain, Y* y, std::ptrdiff_t n) {
    PYA_INDEPENDENT
    for (std::ptrdiff_t i = 0; i < n; ++i) y[i] = static_cast<Y>(x[i] * gain);
}

template <class X, class G, class Y>
PYA_INLINE void multiply(const X* x, const G* gains, Y* y, std::ptrdiff_t n) {
    PYA_INDEPENDENT
    for (std::ptrdiff_t i = 0; i < n; ++i) y[i] = static_cast<Y>(x[i] * gains[i]);
}

template <class T>
PYA_INLINE void add_scaled(const T* x, T gain, T* y, std::ptrdiff_t n) {
    PYA_INDEPENDENT
    for (std::ptrdiff_t i = 0; i < n; ++i) y[i] += x[i] * gain;
}

template <class T>
PYA_INLINE void add_products(const T* x, const T* gains, T* y, std::ptrdiff_t n) {
    PYA_INDEPENDENT
    for (std::ptrdiff_t i = 0; i < n; ++i) y[i] += x[i] * gains[i];
}

} // namespace loop

/// y = x gain
template <class X, class G, class Y>
void scale(const X* x, G gain, Y* y, std::ptrdiff_t n) {
    run<loop::scale<X, G, Y>>(x, gain, y, n);
}

/// y = x gains, sample by sample
template <class X, class G, class Y>
void multiply(const X* x, const G* gains, Y* y, std::ptrdiff_t n) {
    run<loop::multiply<X, G, Y>>(x, gains, y, n);
}

/// y += x gain
template <class T>
void add_scaled(const T* x, T gain, T* y, std::ptrdiff_t n) {
    run<loop::add_scaled<T>>(x, gain, y, n);
}

/// y += x gains, sample by sample
template <class T>
void add_products(const T* x, const T* gains, T* y, std::ptrdiff_t n) {
    run<loop::add_products<T>>(x, gains, y, n);
}

} // namespace pya::simd

#endif
