// SPDX-License-Identifier: MIT
#include "dsp/iir/prototype.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace pya::dsp::impl {

namespace {

using Complex = std::complex<double>;
constexpr Complex j{0, 1};

/// 10^(db / 10) - 1 without cancellation: the squared ripple factor.
double power_above_one(double db) { return std::expm1(std::numbers::ln10 * 0.1 * db); }

/// The angles pi m / 2N, m = -N+1, -N+3 .. N-1.
double angle(int m, int order) { return std::numbers::pi * m / (2.0 * order); }

} // namespace

long double gain_ratio(const Roots& zeros, const Roots& poles, double shift) {
    std::complex<long double> ratio = 1;
    for (std::size_t i = 0; i < std::max(zeros.size(), poles.size()); ++i) {
        if (i < zeros.size()) ratio *= std::complex<long double>(shift - zeros[i]);
        if (i < poles.size()) ratio /= std::complex<long double>(shift - poles[i]);
    }
    return ratio.real();
}

Zpk butter_prototype(int order) {
    Zpk f;
    for (int m = 1 - order; m < order; m += 2) f.p.push_back(-std::exp(j * angle(m, order)));
    return f;
}

Zpk cheby1_prototype(int order, double rp) {
    const double eps = std::sqrt(power_above_one(rp));
    const double mu = std::asinh(1 / eps) / order;
    Zpk f;
    for (int m = 1 - order; m < order; m += 2) f.p.push_back(-std::sinh(mu + j * angle(m, order)));
    f.k = gain_ratio(f.p, {}, 0);
    if (order % 2 == 0) f.k /= std::sqrt(1 + eps * eps);
    return f;
}

Zpk cheby2_prototype(int order, double rs) {
    const double mu = std::asinh(std::sqrt(power_above_one(rs))) / order;
    Zpk f;
    for (int m = 1 - order; m < order; m += 2) {
        if (m != 0) f.z.push_back(j / std::sin(angle(m, order)));
        const Complex q = -std::exp(j * angle(m, order));
        f.p.push_back(1.0 / Complex{std::sinh(mu) * q.real(), std::cosh(mu) * q.imag()});
    }
    f.k = 1 / gain_ratio(f.z, f.p, 0);
    return f;
}

} // namespace pya::dsp::impl
