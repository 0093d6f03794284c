// SPDX-License-Identifier: MIT
// Samples with samples, or with one number on either side: a function object of two floats, such as
// std::plus, makes each sample of the result. The result is the same memory as a or b, or doesn't overlap
// with them.
#ifndef PYA_SRC_SIMD_COMBINE_HPP
#define PYA_SRC_SIMD_COMBINE_HPP

#include "simd/run.hpp"

#include <cstddef>

namespace pya::simd {

namespace loop {

PYA_INLINE float sample(const float* x, std::ptrdiff_t i) { return x[i]; }
PYA_INLINE float sample(float number, std::ptrdiff_t) { return number; }

template <class Function, class A, class B>
PYA_INLINE void combine(A a, B b, float* y, std::ptrdiff_t n) {
    PYA_INDEPENDENT
    for (std::ptrdiff_t i = 0; i < n; ++i) y[i] = Function()(sample(a, i), sample(b, i));
}

} // namespace loop

/// y = function(a, b). Each of a and b is a float or points to floats.
template <class Function, class A, class B>
void combine(Function, A a, B b, float* y, std::ptrdiff_t n) {
    run<loop::combine<Function, A, B>>(a, b, y, n);
}

} // namespace pya::simd

#endif
