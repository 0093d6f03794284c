// SPDX-License-Identifier: MIT
#include <pya/dsp/iir/freqz.hpp>

#include <pya/error.hpp>

#include <algorithm>
#include <cmath>
#include <complex>
#include <limits>
#include <numbers>

namespace pya::dsp::impl {

namespace {

using Complex = std::complex<double>;

/// c[0] + c[1] x + c[2] x^2 ..
Complex horner(Numbers c, Complex x) {
    Complex sum = 0;
    for (auto i = c.samples() - 1; i >= 0; --i) sum = sum * x + c(i);
    return sum;
}

void check_polynomials(const char* function, Numbers b, Numbers a) {
    if (b.samples() == 0 || a.samples() == 0)
        detail::fail(function, ": argument ", b.samples() == 0 ? "b" : "a",
                     " is empty; it must have at least one coefficient");
}

} // namespace

void freqz_grid(Index n, double* w) {
    if (n < 0) detail::fail("freqz_grid: argument n is ", n, "; it must not be negative");
    for (Index i = 0; i < n; ++i) w[i] = static_cast<double>(i) * (std::numbers::pi / static_cast<double>(n));
}

void freqz(Numbers b, Numbers a, Numbers w, Response h) {
    check_polynomials("freqz", b, a);
    for (Index i = 0; i < w.samples(); ++i) {
        const Complex delay = std::polar(1.0, -w(i));
        h(i) = horner(b, delay) / horner(a, delay);
    }
}

void freqz(const FilterDesign& zpk, Numbers w, Response h) {
    for (Index i = 0; i < w.samples(); ++i) {
        const Complex at = std::polar(1.0, w(i));
        // Factors of numerator and denominator alternate, so that the product never leaves the range of
        // double on the way.
        Complex product = zpk.k;
        for (Index r = 0; r < std::max(zpk.z.size(), zpk.p.size()); ++r) {
            if (r < zpk.z.size()) product *= at - zpk.z[r];
            if (r < zpk.p.size()) product /= at - zpk.p[r];
        }
        h(i) = product;
    }
}

void sosfreqz(const SosRef& sos, Numbers w, Response h) {
    if (sos.rows() == 0) detail::fail("sosfreqz: argument sos has no section; it must have at least one");
    Eigen::Map<Eigen::ArrayXcd> product(h.data(), h.samples());
    product.setOnes();
    Eigen::ArrayXcd section(w.samples());
    for (Index s = 0; s < sos.rows(); ++s) {
        const Eigen::ArrayXd row = sos.row(s).transpose();
        freqz(row.head(3), row.tail(3), w, section);
        product *= section;
    }
}

void group_delay(Numbers b, Numbers a, Numbers w, Block<double> delay) {
    check_polynomials("group_delay", b, a);
    // c(z) = b(z) a(1/z) z^-(len(a)-1) has the phase of b / a and a known delay more. (J. O. Smith,
    // "Introduction to Digital Filters", "Numerical Computation of Group Delay")
    const Eigen::Map<const Eigen::ArrayXd> numerator(b.data(), b.samples());
    const Index order = a.samples() - 1;
    Eigen::ArrayXd c = Eigen::ArrayXd::Zero(order + b.samples());
    for (Index i = 0; i <= order; ++i) c.segment(i, b.samples()) += numerator * a(order - i);
    const Eigen::ArrayXd ramped =
        c * Eigen::ArrayXd::LinSpaced(c.size(), 0, static_cast<double>(c.size() - 1));
    const double singular = 10 * std::numeric_limits<double>::epsilon() * c.abs().sum();
    for (Index i = 0; i < w.samples(); ++i) {
        const Complex z = std::polar(1.0, -w(i));
        const Complex at = horner(c, z);
        delay(i) = std::abs(at) > singular ? (horner(ramped, z) / at).real() - static_cast<double>(order) : 0;
    }
}

void group_delay(const FilterDesign& zpk, Numbers w, Block<double> delay) {
    const auto delay_of = [](Complex root, Complex z) { // of the factor 1 - root / z
        const Complex scaled = root * z;
        const bool on_circle = std::abs(std::norm(root) - 1) < 8 * std::numeric_limits<double>::epsilon();
        return on_circle ? 0.5 : -(scaled / (1.0 - scaled)).real();
    };
    for (Index i = 0; i < w.samples(); ++i) {
        const Complex z = std::polar(1.0, -w(i));
        double sum = static_cast<double>(zpk.p.size() - zpk.z.size());
        for (const Complex root : zpk.z) sum += delay_of(root, z);
        for (const Complex root : zpk.p) sum -= delay_of(root, z);
        delay(i) = sum;
    }
}

} // namespace pya::dsp::impl
