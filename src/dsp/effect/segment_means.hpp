// SPDX-License-Identifier: MIT
// Curves, not at the samples, but in the mean over the straight line from each sample to the next. That is
// antiderivative antialiasing: J. Parker, V. Zavalishin and E. Le Bivic, Reducing the aliasing of nonlinear
// waveshaping using continuous-time convolution, DAFx 2016. The mean is (F(b) - F(a)) / (b - a) with the
// antiderivative F of the curve; each curve has a form of it that keeps its digits when a and b are near.
// y[i] is the mean from x[i - 1] to x[i], and x[-1] is there to be read.
#ifndef PYA_SRC_DSP_EFFECT_SEGMENT_MEANS_HPP
#define PYA_SRC_DSP_EFFECT_SEGMENT_MEANS_HPP

#include "simd/chosen.hpp"
#include "simd/inline.hpp"
#include "simd/math.hpp"

#include <cmath>
#include <cstddef>

namespace pya::dsp::impl {

/// tanh(x), at most `most` samples at once. F(x) = log(cosh(x)) = |x| + log(1 + exp(-2 |x|)) - log(2).
template <std::size_t most>
PYA_INLINE void tanh_means(const double* x, std::size_t count, double* y) {
    double soft[most + 1], curve[most + 1];
    for (std::size_t i = 0; i <= count; ++i) {
        const double at = x[static_cast<std::ptrdiff_t>(i) - 1];
        const double e = simd::exponential(-2 * std::fabs(at));
        soft[i] = simd::logarithm(1 + e);
        curve[i] = std::copysign((1 - e) / (1 + e), at);
    }
    for (std::size_t i = 0; i < count; ++i) {
        const double a = x[static_cast<std::ptrdiff_t>(i) - 1], b = x[i], step = b - a;
        const double far = ((std::fabs(b) - std::fabs(a)) + (soft[i + 1] - soft[i])) / step;
        // The formula of Euler and Maclaurin, whose error is below step^4 / 300.
        const double near =
            0.5 * (curve[i] + curve[i + 1]) + step / 12 * (curve[i + 1] * curve[i + 1] - curve[i] * curve[i]);
        y[i] = simd::chosen(std::fabs(step) > 0.01, far, near);
    }
}

/// x / sqrt(1 + x^2), F(x) = sqrt(1 + x^2). The difference of the roots is written as that of their squares.
template <std::size_t most>
PYA_INLINE void algebraic_means(const double* x, std::size_t count, double* y) {
    double held[most + 1], root[most + 1];
    for (std::size_t i = 0; i <= count; ++i) {
        held[i] =
            simd::bounded(x[static_cast<std::ptrdiff_t>(i) - 1], 1e15); // squares of more may be infinite
        root[i] = std::sqrt(1 + held[i] * held[i]);
    }
    for (std::size_t i = 0; i < count; ++i) y[i] = (held[i] + held[i + 1]) / (root[i] + root[i + 1]);
}

/// x - 4/27 x^3 up to 1.5, +-1 beyond; F(x) = x^2 / 2 - x^4 / 27 up to 1.5. The mean is put together from the
/// part of the line up to 1.5, where the difference of F is a product with the part's length, and the rest.
PYA_INLINE void cubic_means(const double* x, std::size_t count, double* y) {
    for (std::size_t i = 0; i < count; ++i) {
        const double a = x[static_cast<std::ptrdiff_t>(i) - 1], b = x[i], step = b - a;
        const double c = simd::bounded(a, 1.5), d = simd::bounded(b, 1.5);
        const double inner = (c + d) * (0.5 - (c * c + d * d) / 27);
        const double beyond = (std::fabs(b) - std::fabs(d)) - (std::fabs(a) - std::fabs(c));
        const double mean = (inner * (d - c) + beyond) / step;
        y[i] = simd::chosen(step == 0, inner, mean);
    }
}

} // namespace pya::dsp::impl

#endif
