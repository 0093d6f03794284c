// SPDX-License-Identifier: MIT
// The elliptic prototype, from the nome: the degree equation of a filter of order N says q(m) = q(m1)^(1/N).
// S. J. Orfanidis, "Lecture Notes on Elliptic Filter Design" (2006); Abramowitz & Stegun 16.4, 16.38, 17.6.
#include "dsp/iir/prototype.hpp"

#include <array>
#include <cmath>
#include <numbers>

namespace pya::dsp::impl {

namespace {

using Real = long double;
constexpr Real real_pi = std::numbers::pi_v<Real>;
constexpr int max_agm_steps = 16;

/// A parameter m = k^2 with its complement, both to full relative precision even where one of them is tiny.
struct Parameter {
    Real m;
    Real complement;
    Parameter complementary() const { return {complement, m}; }
};

/// Arithmetic-geometric mean of 1 and sqrt(1 - m), with the steps that the elliptic functions descend.
struct Agm {
    explicit Agm(const Parameter& parameter) {
        a[0] = 1;
        b[0] = std::sqrt(parameter.complement);
        c[0] = std::sqrt(parameter.m);
        while (last + 1 < max_agm_steps && c[last] > std::numeric_limits<Real>::epsilon() * a[last]) {
            a[last + 1] = (a[last] + b[last]) / 2;
            b[last + 1] = std::sqrt(a[last] * b[last]);
            c[last + 1] = (a[last] - b[last]) / 2;
            ++last;
        }
    }
    std::array<Real, max_agm_steps> a{}, b{}, c{};
    int last = 0;
};

/// Complete integral of the first kind, K(m).
Real ellipk(const Parameter& parameter) {
    const Agm agm(parameter);
    return real_pi / (2 * agm.a[agm.last]);
}

/// Incomplete integral of the first kind, F(phi | m), by the descending Landen transformation.
Real ellipf(Real phi, const Parameter& parameter) {
    const Agm agm(parameter);
    for (int i = 0; i < agm.last; ++i)
        phi += std::atan(agm.b[i] / agm.a[i] * std::tan(phi)) + real_pi * std::round(phi / real_pi);
    return std::ldexp(phi, -agm.last) / agm.a[agm.last];
}

struct Jacobi {
    Real sn, cn, dn;
};

/// The Jacobi elliptic functions of a real argument.
Jacobi ellipj(Real u, const Parameter& parameter) {
    const Agm agm(parameter);
    Real phi = std::ldexp(agm.a[agm.last] * u, agm.last);
    for (int i = agm.last; i > 0; --i) phi = (phi + std::asin(agm.c[i] / agm.a[i] * std::sin(phi))) / 2;
    const Real cn = std::cos(phi);
    return {std::sin(phi), cn, std::sqrt(parameter.complement + parameter.m * cn * cn)};
}

/// m from its nome, by theta functions.
Real parameter_of_nome(Real q) {
    Real num = 1;
    Real den = 1;
    for (int i = 1; std::pow(q, i * i) > std::numeric_limits<Real>::epsilon(); ++i) {
        num += std::pow(q, i * (i + 1));
        den += 2 * std::pow(q, i * i);
    }
    return 16 * q * std::pow(num / den, 4);
}

} // namespace

Zpk ellip_prototype(int order, double rp, double rs) {
    constexpr Real ln10_tenth = std::numbers::ln10_v<Real> / 10;
    const Real eps_squared = std::expm1(ln10_tenth * rp);
    Zpk f;
    if (order == 1) {
        f.p = {static_cast<double>(-1 / std::sqrt(eps_squared))};
        f.k = -f.p[0].real();
        return f;
    }
    const Real m1 = eps_squared / std::expm1(ln10_tenth * rs);
    const Parameter selectivity{m1, 1 - m1};
    const Real k1 = ellipk(selectivity);
    const Real log_nome = -real_pi * ellipk(selectivity.complementary()) / k1 / order;
    const Parameter parameter{parameter_of_nome(std::exp(log_nome)),
                              parameter_of_nome(std::exp(real_pi * real_pi / log_nome))};
    const Real k = ellipk(parameter);

    const Real v0 =
        k / (order * k1) * ellipf(std::atan(1 / std::sqrt(eps_squared)), selectivity.complementary());
    const Jacobi v = ellipj(v0, parameter.complementary());
    for (int i = 1 - order % 2; i < order; i += 2) {
        const Jacobi u = ellipj(i * k / order, parameter);
        const Real scale = 1 - (u.dn * v.sn) * (u.dn * v.sn);
        if (i > 0) f.z.emplace_back(0, static_cast<double>(1 / (std::sqrt(parameter.m) * u.sn)));
        f.p.emplace_back(static_cast<double>(-u.cn * u.dn * v.sn * v.cn / scale),
                         i > 0 ? static_cast<double>(-u.sn * v.dn / scale) : 0.0);
    }
    for (auto* roots : {&f.z, &f.p})
        for (std::size_t i = 0, half = roots->size(); i < half; ++i)
            if ((*roots)[i].imag() != 0) roots->push_back(std::conj((*roots)[i]));
    f.k = 1 / gain_ratio(f.z, f.p, 0);
    if (order % 2 == 0) f.k /= std::sqrt(1 + eps_squared);
    return f;
}

} // namespace pya::dsp::impl
