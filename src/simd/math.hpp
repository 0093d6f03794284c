// SPDX-License-Identifier: MIT
// Rounding, logarithms, exponentials and sines for loops that the compiler vectorises. They consist of sums
// and products of one order, so that all instruction sets give the same bits.
#ifndef PYA_SRC_SIMD_MATH_HPP
#define PYA_SRC_SIMD_MATH_HPP

#include "simd/chosen.hpp"
#include "simd/inline.hpp"

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numbers>

namespace pya::simd {

/// x rounded to an integer, for |x| < 2^51, by adding a number so large that no bits are left for the
/// fraction. This is faster than a conversion, and it vectorises on every instruction set.
PYA_INLINE double nearest(double x) { return (x + 0x1.8p52) - 0x1.8p52; }

/// The natural logarithm of a normal number above 0, to two units of the last digit; NaN and infinity stay.
PYA_INLINE double logarithm(double x) {
    constexpr std::uint64_t one = std::uint64_t{1023} << 52, root_half = 0x3fe6a09e667f3bcd;
    constexpr std::uint64_t digits = std::uint64_t{0x433} << 52; // 2^52, whose last digit is 1
    const std::uint64_t bits = std::bit_cast<std::uint64_t>(x);
    const std::uint64_t exponent = (bits + (one - root_half)) >> 52; // plus 1023
    const double octaves = std::bit_cast<double>(exponent | digits) - (4503599627370496. + 1023);
    const double m = std::bit_cast<double>(bits - (exponent << 52) + one); // sqrt(1/2) to sqrt(2)
    const double f = (m - 1) / (m + 1), z = f * f;
    double sum = 1. / 21; // the series of the inverse hyperbolic tangent
    sum = sum * z + 1. / 19;
    sum = sum * z + 1. / 17;
    sum = sum * z + 1. / 15;
    sum = sum * z + 1. / 13;
    sum = sum * z + 1. / 11;
    sum = sum * z + 1. / 9;
    sum = sum * z + 1. / 7;
    sum = sum * z + 1. / 5;
    sum = sum * z + 1. / 3;
    const double result = octaves * std::numbers::ln2 + (2 * f + 2 * f * (z * sum));
    // The choice is made bit by bit, since around a branch, or what becomes one, a loop is not vectorised.
    const std::uint64_t special = 0 - static_cast<std::uint64_t>((bits >> 52 & 2047) == 2047);
    return std::bit_cast<double>((std::bit_cast<std::uint64_t>(result) & ~special) | (bits & special));
}

/// The same, also of 0 (-infinity) and below (NaN).
PYA_INLINE double logarithm_of_any(double x) {
    constexpr double of_zero = -std::numeric_limits<double>::infinity();
    constexpr double below_zero = std::numeric_limits<double>::quiet_NaN();
    return chosen(x > 0, logarithm(x), chosen(x == 0, of_zero, below_zero));
}

/// e to the power of x as power (1 + part), |x| <= 709.
PYA_INLINE void split_exponential(double x, double& power, double& part) {
    constexpr double whole = 6755399441055744.; // 1.5 2^52: a sum with it is rounded to whole numbers
    const double shifted = x * std::numbers::log2e + whole, n = shifted - whole;
    const double r = (x - n * 0x1.62e42feep-1) - n * 0x1.a39ef35793c76p-33; // ln 2 in two parts
    double sum = 1. / 6227020800; // the Taylor series, |r| <= ln 2 / 2
    sum = sum * r + 1. / 479001600;
    sum = sum * r + 1. / 39916800;
    sum = sum * r + 1. / 3628800;
    sum = sum * r + 1. / 362880;
    sum = sum * r + 1. / 40320;
    sum = sum * r + 1. / 5040;
    sum = sum * r + 1. / 720;
    sum = sum * r + 1. / 120;
    sum = sum * r + 1. / 24;
    sum = sum * r + 1. / 6;
    sum = sum * r + 0.5;
    power = std::bit_cast<double>((std::bit_cast<std::uint64_t>(shifted) + 1023) << 52);
    part = r + r * r * sum;
}

/// e to the power of x, to two units of the last digit, 0 below -708, infinity above 709, NaN of NaN.
PYA_INLINE double exponential(double x) {
    double power, part;
    split_exponential(x, power, part);
    const double within = chosen(x < -708, 0., (1 + part) * power);
    return chosen(x > 709, std::numeric_limits<double>::infinity(), within);
}

/// The same less 1, to three units of the last digit, also near 0.
PYA_INLINE double exponential_less_one(double x) {
    double power, part;
    split_exponential(x, power, part);
    const double within = chosen(x < -708, -1., (power - 1) + power * part);
    return chosen(x > 709, std::numeric_limits<double>::infinity(), within);
}

/// sin(2 pi x) for |x| <= 1/4, to three units of the last digit: the odd polynomial of degree 15 whose
/// largest relative error is least (1.4e-16, by the algorithm of Remez).
PYA_INLINE double quarter_sine(double x) {
    const double z = x * x;
    double sum = -0x1.62626465cfdd3p-1;
    sum = sum * z + 0x1.e89cea0320098p+1;
    sum = sum * z - 0x1.e30623c339a60p+3;
    sum = sum * z + 0x1.50783249cf3c1p+5;
    sum = sum * z - 0x1.32d2cce17d325p+6;
    sum = sum * z + 0x1.466bc67751058p+6;
    sum = sum * z - 0x1.4abbce625bd5ep+5;
    sum = sum * z + 0x1.921fb54442d17p+2;
    return x * sum;
}

/// sin(2 pi x) for |x| <= 1/2, with an absolute error of 5e-16.
PYA_INLINE double sine(double x) {
    return quarter_sine(std::copysign(0.25 - std::fabs(std::fabs(x) - 0.25), x));
}

/// cos(2 pi x) for |x| <= 1/2, with the same error.
PYA_INLINE double cosine(double x) { return quarter_sine(0.25 - std::fabs(x)); }

} // namespace pya::simd

#endif
