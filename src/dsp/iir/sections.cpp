// SPDX-License-Identifier: MIT
// From zeros, poles and gain to second-order sections and to polynomials.
#include <pya/dsp/iir/design.hpp>

#include <pya/error.hpp>

#include <algorithm>
#include <cmath>
#include <complex>
#include <functional>
#include <limits>
#include <vector>

namespace pya::dsp::impl {

namespace {

using Complex = std::complex<double>;

bool is_real(Complex x) { return x.imag() == 0; }

/// One of each conjugate pair (the upper one), then the reals, both by real part; padded with zeros to
/// `count` roots in all. Roots within rounding of the real axis count as real.
Roots half_plane(Block<const Complex> roots, const char* name, Index count) {
    constexpr double tolerance = 100 * std::numeric_limits<double>::epsilon();
    Roots upper, lower;
    Roots real(static_cast<std::size_t>(count - roots.samples()), 0);
    for (const Complex x : roots.channel(0)) {
        if (!std::isfinite(x.real()) || !std::isfinite(x.imag()))
            detail::fail("zpk2sos: argument ", name, " has ", x, "; it must be finite");
        if (std::abs(x.imag()) <= tolerance * std::abs(x))
            real.push_back(x.real());
        else
            (x.imag() > 0 ? upper : lower).push_back(x.imag() > 0 ? x : std::conj(x));
    }
    const auto by_real_part = [](Complex a, Complex b) {
        return a.real() != b.real() ? a.real() < b.real() : a.imag() < b.imag();
    };
    std::sort(upper.begin(), upper.end(), by_real_part);
    std::sort(real.begin(), real.end(), by_real_part);
    bool paired = upper.size() == lower.size();
    for (auto& x : upper) {
        if (!paired) break;
        const auto mate = std::min_element(lower.begin(), lower.end(), [x](Complex a, Complex b) {
            return std::abs(a - x) < std::abs(b - x);
        });
        paired = std::abs(*mate - x) <= tolerance * std::abs(x);
        x = (x + *mate) / 2.0;
        lower.erase(mate);
    }
    if (!paired)
        detail::fail("zpk2sos: argument ", name,
                     " has a complex root without its conjugate; it must have both");
    upper.insert(upper.end(), real.begin(), real.end());
    return upper;
}

using Wanted = std::function<bool(Complex)>;
bool any(Complex) { return true; }

/// Removes and returns the wanted root with the smallest cost, the first of equals.
Complex take(Roots& roots, const Wanted& wanted, const std::function<double(Complex)>& cost) {
    auto best = roots.end();
    for (auto it = roots.begin(); it != roots.end(); ++it)
        if (wanted(*it) && (best == roots.end() || cost(*it) < cost(*best))) best = it;
    const Complex taken = *best;
    roots.erase(best);
    return taken;
}

Complex take_worst(Roots& poles, const Wanted& wanted) {
    return take(poles, wanted, [](Complex p) { return std::abs(1 - std::abs(p)); });
}

Complex take_nearest(Roots& zeros, Complex to, const Wanted& wanted) {
    return take(zeros, wanted, [to](Complex z) { return std::abs(z - to); });
}

void set_quadratic(Eigen::Ref<Eigen::Array<double, 1, 3>> row, Complex r1, Complex r2) {
    row << 1, -(r1 + r2).real(), (r1 * r2).real();
}

} // namespace

void zpk2sos(Block<const Complex> zeros, Block<const Complex> poles, double k, double* rows, Index sections) {
    Eigen::Map<Sos> sos(rows, sections, 6);
    if (!std::isfinite(k)) detail::fail("zpk2sos: argument k is ", k, "; it must be finite");
    Roots z = half_plane(zeros, "z", 2 * sections);
    Roots p = half_plane(poles, "p", 2 * sections);

    for (auto row = sections - 1; row >= 0; --row) {
        const Complex p1 = take_worst(p, any);
        const Complex p2 = is_real(p1) ? take_worst(p, is_real) : std::conj(p1);
        const Complex z1 = take_nearest(z, p1, any);
        const Complex z2 = is_real(z1) ? take_nearest(z, p1, is_real) : std::conj(z1);
        set_quadratic(sos.row(row).head<3>(), z1, z2);
        // These zeros are on the unit circle, except for rounding. With b2 = 1 there is one product less for
        // each sample.
        if (std::abs(sos(row, 2) - 1) <= 4 * std::numeric_limits<double>::epsilon()) sos(row, 2) = 1;
        set_quadratic(sos.row(row).tail<3>(), p1, p2);
    }
    sos.row(0).head<3>() *= k;
}

void poly(Block<const Complex> roots, Block<double> coefficients) {
    std::vector<std::complex<long double>> c{1};
    for (const Complex root : roots.channel(0)) {
        c.push_back(0);
        for (auto i = c.size() - 1; i > 0; --i) c[i] -= c[i - 1] * std::complex<long double>(root);
    }
    std::transform(c.begin(), c.end(), coefficients.data(),
                   [](auto x) { return static_cast<double>(x.real()); });
}

} // namespace pya::dsp::impl
