// SPDX-License-Identifier: MIT
#include <pya/dsp/iir/freqz.hpp>

#include <pya/error.hpp>

#include <algorithm>
#include <cmath>
#include <complex>
#include <limits>
#include <numbers>

namespace pya::dsp {

namespace {

using Complex = std::complex<double>;

/// c[0] + c[1] x + c[2] x^2 ..
Complex horner(const RealVector& c, Complex x) {
    Complex sum = 0;
    for (auto i = c.size() - 1; i >= 0; --i) sum = sum * x + c[i];
    return sum;
}

void check_polynomials(const char* function, const RealVector& b, const RealVector& a) {
    if (b.size() == 0 || a.size() == 0)
        detail::fail(function, ": argument ", b.size() == 0 ? "b" : "a",
                     " is empty; it must have at least one coefficient");
}

} // namespace

Eigen::ArrayXd freqz_grid(Eigen::Index n) {
    if (n < 0) detail::fail("freqz_grid: argument n is ", n, "; it must not be negative");
    return Eigen::ArrayXd::NullaryExpr(n, [n](Eigen::Index i) {
        return static_cast<double>(i) * (std::numbers::pi / static_cast<double>(n));
    });
}

Eigen::ArrayXcd freqz(const RealVector& b, const RealVector& a, const RealVector& w) {
    check_polynomials("freqz", b, a);
    Eigen::ArrayXcd h(w.size());
    for (Eigen::Index i = 0; i < w.size(); ++i) {
        const Complex delay = std::polar(1.0, -w[i]);
        h[i] = horner(b, delay) / horner(a, delay);
    }
    return h;
}

Eigen::ArrayXcd freqz(const FilterDesign& zpk, const RealVector& w) {
    Eigen::ArrayXcd h(w.size());
    for (Eigen::Index i = 0; i < w.size(); ++i) {
        const Complex at = std::polar(1.0, w[i]);
        // Factors alternate, so that neither product leaves the range of double before the other pulls it
        // back.
        Complex product = zpk.k;
        for (Eigen::Index r = 0; r < std::max(zpk.z.size(), zpk.p.size()); ++r) {
            if (r < zpk.z.size()) product *= at - zpk.z[r];
            if (r < zpk.p.size()) product /= at - zpk.p[r];
        }
        h[i] = product;
    }
    return h;
}

Eigen::ArrayXcd sosfreqz(const SosRef& sos, const RealVector& w) {
    if (sos.rows() == 0) detail::fail("sosfreqz: argument sos has no section; it must have at least one");
    Eigen::ArrayXcd h = Eigen::ArrayXcd::Ones(w.size());
    for (Eigen::Index s = 0; s < sos.rows(); ++s) {
        const Eigen::ArrayXd row = sos.row(s).transpose();
        h *= freqz(row.head(3), row.tail(3), w);
    }
    return h;
}

Eigen::ArrayXd group_delay(const RealVector& b, const RealVector& a, const RealVector& w) {
    check_polynomials("group_delay", b, a);
    // c(z) = b(z) a(1/z) z^-(len(a)-1) has the phase of b / a and a known delay more. (J. O. Smith,
    // "Introduction to Digital Filters", "Numerical Computation of Group Delay")
    Eigen::ArrayXd c = Eigen::ArrayXd::Zero(a.size() + b.size() - 1);
    for (Eigen::Index i = 0; i < a.size(); ++i) c.segment(i, b.size()) += b * a[a.size() - 1 - i];
    const Eigen::ArrayXd ramped =
        c * Eigen::ArrayXd::LinSpaced(c.size(), 0, static_cast<double>(c.size() - 1));
    const double singular = 10 * std::numeric_limits<double>::epsilon() * c.abs().sum();
    Eigen::ArrayXd delay = Eigen::ArrayXd::Zero(w.size());
    for (Eigen::Index i = 0; i < w.size(); ++i) {
        const Complex z = std::polar(1.0, -w[i]);
        const Complex at = horner(c, z);
        if (std::abs(at) > singular)
            delay[i] = (horner(ramped, z) / at).real() - static_cast<double>(a.size() - 1);
    }
    return delay;
}

Eigen::ArrayXd group_delay(const FilterDesign& zpk, const RealVector& w) {
    const auto delay_of = [](Complex root, Complex z) { // of the factor 1 - root / z
        const Complex scaled = root * z;
        const bool on_circle = std::abs(std::norm(root) - 1) < 8 * std::numeric_limits<double>::epsilon();
        return on_circle ? 0.5 : -(scaled / (1.0 - scaled)).real();
    };
    Eigen::ArrayXd delay(w.size());
    for (Eigen::Index i = 0; i < w.size(); ++i) {
        const Complex z = std::polar(1.0, -w[i]);
        double sum = static_cast<double>(zpk.p.size() - zpk.z.size());
        for (const Complex root : zpk.z) sum += delay_of(root, z);
        for (const Complex root : zpk.p) sum -= delay_of(root, z);
        delay[i] = sum;
    }
    return delay;
}

} // namespace pya::dsp
