// SPDX-License-Identifier: MIT
#include "dsp/pitch/beta.hpp"

#include <cmath>

namespace pya::dsp::impl {
namespace {

/// The continued fraction of the incomplete beta function, which converges fast for x < (a + 1) / (a + b +
/// 2), by Lentz's method.
double beta_fraction(double x, double a, double b) {
    constexpr double least = 1e-300;
    const auto sure = [](double v) { return std::fabs(v) < least ? least : v; };
    double c = 1, d = 1 / sure(1 - (a + b) * x / (a + 1)), h = d;
    for (int m = 1; m <= 10000; ++m) {
        const double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
        d = 1 / sure(1 + even * d);
        c = sure(1 + even / c);
        h *= d * c;
        const double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
        d = 1 / sure(1 + odd * d);
        c = sure(1 + odd / c);
        h *= d * c;
        if (std::fabs(d * c - 1) < 1e-16) break;
    }
    return h;
}

} // namespace

double beta_cdf(double x, double a, double b) {
    if (x <= 0) return 0;
    if (x >= 1) return 1;
    const double front =
        std::exp(std::lgamma(a + b) - std::lgamma(a) - std::lgamma(b) + a * std::log(x) + b * std::log1p(-x));
    if (x < (a + 1) / (a + b + 2)) return front * beta_fraction(x, a, b) / a;
    return 1 - front * beta_fraction(1 - x, b, a) / b;
}

} // namespace pya::dsp::impl
