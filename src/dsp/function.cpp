// SPDX-License-Identifier: MIT
#include <pya/dsp/function.hpp>

#include "dsp/write_channels.hpp"
#include "simd/chosen.hpp"
#include "simd/math.hpp"
#include "simd/run.hpp"

#include <bit>
#include <cmath>
#include <cstdint>

namespace pya::dsp {
namespace {

PYA_INLINE void tanh_run(const float* x, float* out, Index n) {
    for (Index i = 0; i < n; ++i) {
        const float v = simd::bounded(x[i], 9.02f), z = v * v; // where the quotient, rounded to float, is 1
        float above = 0x1.c99ffcp-27f, below = 0x1.a0b5eap-21f;
        above = above * z + 0x1.595402p-16f;
        below = below * z + 0x1.5840fep-12f;
        above = above * z + 0x1.c9f7b0p-9f;
        below = below * z + 0x1.a7ded6p-6f;
        above = above * z + 0x1.12042cp-3f;
        below = below * z + 0x1.de575ep-2f;
        out[i] = simd::bounded(v * (above * z + 1) / (below * z + 1), 1.f);
    }
}

PYA_INLINE void exp_run(const float* x, float* out, Index n) {
    for (Index i = 0; i < n; ++i) out[i] = static_cast<float>(simd::exponential(static_cast<double>(x[i])));
}

PYA_INLINE void log_run(const float* x, float* out, Index n) {
    for (Index i = 0; i < n; ++i)
        out[i] = static_cast<float>(simd::logarithm_of_any(static_cast<double>(x[i])));
}

/// Up to here the phases are exact to 1e-16 turns.
constexpr float farthest_angle = 0x1p30f;

/// The turns of an angle in [-0.5, 0.5], |x| <= farthest_angle. 1 / (2 pi) is a sum of two numbers, of which
/// the first has so few digits that its product with a float is exact.
PYA_INLINE double turns_of(double x) {
    constexpr double high = 0x1.45f306dp-3, low = 0x1.9391054a7f09dp-32;
    const double t = x * high, part = (t - simd::nearest(t)) + x * low;
    return part - simd::nearest(part);
}

/// As simd::sine, also with a small relative error near 0.
PYA_INLINE double sine_of(double turns) {
    const double size = std::fabs(turns);
    return simd::quarter_sine(std::copysign(simd::chosen(size > 0.25, 0.5 - size, size), turns));
}

PYA_INLINE void sin_run(const float* x, float* out, Index n) {
    for (Index i = 0; i < n; ++i) out[i] = static_cast<float>(sine_of(turns_of(static_cast<double>(x[i]))));
}

PYA_INLINE void cos_run(const float* x, float* out, Index n) {
    for (Index i = 0; i < n; ++i)
        out[i] = static_cast<float>(simd::cosine(turns_of(static_cast<double>(x[i]))));
}

PYA_INLINE bool all_near(const float* x, Index n) {
    int beyond = 0;
    for (Index i = 0; i < n; ++i)
        beyond |= static_cast<int>(x[i] > farthest_angle) | static_cast<int>(x[i] < -farthest_angle);
    return beyond == 0;
}

/// What a power is where its base is below 0, and of both zeros: for those, an exponent that is an odd
/// integer keeps the sign, an even one drops it, and another has no power below 0.
struct Signs {
    double below, zero, minus_zero;
};

PYA_INLINE void pow_run(const float* x, double exponent, const Signs& signs, float* out, Index n) {
    for (Index i = 0; i < n; ++i) {
        const auto v = static_cast<double>(x[i]);
        const double power = simd::exponential(exponent * simd::logarithm(std::fabs(v)));
        const double of_zero =
            simd::chosen(std::bit_cast<std::uint64_t>(v) != 0, signs.minus_zero, signs.zero);
        out[i] = static_cast<float>(
            simd::chosen(v == 0, of_zero, simd::chosen(v < 0, signs.below * power, power)));
    }
}

} // namespace

void tanh(Block<const float> x, Block<float> out) {
    impl::write_channels("tanh", x, out, [](auto... of) { simd::run<tanh_run>(of...); });
}

void exp(Block<const float> x, Block<float> out) {
    impl::write_channels("exp", x, out, [](auto... of) { simd::run<exp_run>(of...); });
}

void log(Block<const float> x, Block<float> out) {
    impl::write_channels("log", x, out, [](auto... of) { simd::run<log_run>(of...); });
}

void sin(Block<const float> x, Block<float> out) {
    impl::write_channels("sin", x, out, [](const float* from, float* to, Index n) {
        if (simd::run<all_near>(from, n)) return simd::run<sin_run>(from, to, n);
        for (Index i = 0; i < n; ++i) to[i] = static_cast<float>(std::sin(static_cast<double>(from[i])));
    });
}

void cos(Block<const float> x, Block<float> out) {
    impl::write_channels("cos", x, out, [](const float* from, float* to, Index n) {
        if (simd::run<all_near>(from, n)) return simd::run<cos_run>(from, to, n);
        for (Index i = 0; i < n; ++i) to[i] = static_cast<float>(std::cos(static_cast<double>(from[i])));
    });
}

void pow(Block<const float> x, double exponent, Block<float> out) {
    const Signs signs{std::pow(-1., exponent), std::pow(0., exponent), std::pow(-0., exponent)};
    impl::write_channels("pow", x, out, [&](const float* from, float* to, Index n) {
        if (exponent != 0 && std::isfinite(exponent)) return simd::run<pow_run>(from, exponent, signs, to, n);
        for (Index i = 0; i < n; ++i)
            to[i] = static_cast<float>(std::pow(static_cast<double>(from[i]), exponent));
    });
}

} // namespace pya::dsp
