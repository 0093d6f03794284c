// SPDX-License-Identifier: MIT
/// @file
/// Mappings between amplitude and dB, frequency, MIDI note and mel, and between ranges.
/// Each takes an arithmetic scalar (and returns double) or an Eigen array expression (and returns an array
/// of the expression's scalar type). Values are computed in double and rounded once; arrays of float several
/// values at a time.
#ifndef PYA_MAPPING_HPP
#define PYA_MAPPING_HPP

#include <pya/error.hpp>
#include <pya/export.hpp>

#include <Eigen/Core>

#include <cmath>
#include <concepts>
#include <limits>
#include <numbers>

namespace pya {

namespace detail {

template <class T>
concept Number = std::integral<T> || std::floating_point<T>;

/// Applies f to a double, or coefficient by coefficient to an Eigen expression.
template <Number T, class F>
double map_value(T x, F f) {
    return f(static_cast<double>(x));
}

template <class Derived, class F>
typename Derived::PlainObject map_value(const Eigen::DenseBase<Derived>& x, F f) {
    using Scalar = typename Derived::Scalar;
    return x.derived().unaryExpr([f](Scalar v) { return static_cast<Scalar>(f(static_cast<double>(v))); });
}

/// base + scale ln(add + x / unit)
struct Logarithm {
    double base = 0, scale = 1, add = 0, unit = 1;
};
/// scale exp((x - from) / unit) - less
struct Exponential {
    double scale = 1, from = 0, unit = 1, less = 0;
};
/// Replaces each of n values by its image.
PYA_DSP_EXPORT void map_all(float* values, Eigen::Index n, const Logarithm& curve);
PYA_DSP_EXPORT void map_all(float* values, Eigen::Index n, const Exponential& curve);

/// f of a number, or of each value of an array. Arrays of float go through `curve`, the same function in a
/// form that is computed for several values at a time.
template <class T, class F, class Curve>
auto map_curve(const T& x, F f, const Curve& curve) {
    if constexpr (requires { requires std::same_as<typename T::Scalar, float>; }) {
        typename T::PlainObject values = x;
        map_all(values.data(), values.size(), curve);
        return values;
    } else {
        return map_value(x, f);
    }
}

} // namespace detail

/// Amplitude ratio to dB: 20 log10(amp). 0 gives -inf, a negative amplitude NaN.
auto ampdb(const auto& amp) {
    return detail::map_curve(
        amp, [](double a) { return 20 * std::log10(a); },
        detail::Logarithm{.scale = 20 / std::numbers::ln10});
}

/// dB to amplitude ratio: 10^(db / 20).
auto dbamp(const auto& db) {
    return detail::map_curve(
        db, [](double d) { return std::pow(10.0, d / 20); },
        detail::Exponential{.unit = 20 / std::numbers::ln10});
}

/// Frequency in Hz to MIDI note number: 69 + 12 log2(f / 440).
auto cpsmidi(const auto& hz) {
    return detail::map_curve(
        hz, [](double f) { return 69 + 12 * std::log2(f / 440); },
        detail::Logarithm{.base = 69, .scale = 12 / std::numbers::ln2, .unit = 440});
}

/// MIDI note number to frequency in Hz; 69 is 440 Hz.
auto midicps(const auto& note) {
    return detail::map_curve(
        note, [](double m) { return 440 * std::pow(2.0, (m - 69) / 12); },
        detail::Exponential{.scale = 440, .from = 69, .unit = 12 / std::numbers::ln2});
}

/// Frequency in Hz to mel: 2595 log10(1 + f / 700) (O'Shaughnessy).
auto hz2mel(const auto& hz) {
    return detail::map_curve(
        hz, [](double f) { return 2595 * std::log10(1 + f / 700); },
        detail::Logarithm{.scale = 2595 / std::numbers::ln10, .add = 1, .unit = 700});
}

/// Mel to frequency in Hz, the inverse of hz2mel.
auto mel2hz(const auto& mel) {
    return detail::map_curve(
        mel, [](double m) { return 700 * (std::pow(10.0, m / 2595) - 1); },
        detail::Exponential{.scale = 700, .unit = 2595 / std::numbers::ln10, .less = 700});
}

/// Which ends of the target range linlin does not let a value pass.
enum class Clip { off, min, max, minmax };

/// Maps [smi, sma] linearly onto [dmi, dma]. Values outside of the source range are mapped to values outside
/// of the target range, unless `clip` limits them. Throws ArgumentError if smi and sma are equal.
auto linlin(const auto& x, double smi, double sma, double dmi, double dma, Clip clip = Clip::off) {
    if (smi == sma) detail::fail("linlin: the source range [", smi, ", ", sma, "] has no width");
    const double lo = dmi < dma ? dmi : dma;
    const double hi = dmi < dma ? dma : dmi;
    return detail::map_value(x, [=](double v) {
        double y = (v - smi) / (sma - smi) * (dma - dmi) + dmi;
        if ((clip == Clip::min || clip == Clip::minmax) && y < lo) y = lo;
        if ((clip == Clip::max || clip == Clip::minmax) && y > hi) y = hi;
        return y;
    });
}

/// Limits x to [minimum, maximum]; NaN stays NaN. Throws ArgumentError if minimum > maximum.
auto clip(const auto& value, double minimum = -std::numeric_limits<double>::infinity(),
          double maximum = std::numeric_limits<double>::infinity()) {
    if (!(minimum <= maximum)) detail::fail("clip: minimum ", minimum, " is above maximum ", maximum);
    return detail::map_value(value,
                             [=](double v) { return v < minimum ? minimum : (v > maximum ? maximum : v); });
}

} // namespace pya

#endif
