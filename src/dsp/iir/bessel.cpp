// SPDX-License-Identifier: MIT
// The Bessel prototype: poles are the roots of the reverse Bessel polynomial, theta_n = (2n-1) theta_{n-1} +
// s^2 theta_{n-2}. In the left half plane its terms cancel: about 9 of long double's 19 digits are gone by
// order 20, and that is what bounds the order.
#include "dsp/iir/prototype.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace pya::dsp::impl {

namespace {

using Real = long double;
using LongComplex = std::complex<Real>;

/// theta_n(s) / theta_n'(s), with theta_n' = theta_n - s theta_{n-1}.
LongComplex newton_step(int order, LongComplex s) {
    LongComplex before = 1;
    LongComplex theta = s + Real{1};
    for (int n = 2; n <= order; ++n) {
        const LongComplex next = Real(2 * n - 1) * theta + s * s * before;
        before = theta;
        theta = next;
    }
    return theta / (theta - s * before);
}

/// All roots at once (Aberth 1973), imaginary parts descending, exactly symmetric about the real axis.
std::vector<LongComplex> reverse_bessel_roots(int order) {
    std::vector<LongComplex> s;
    for (int i = 0; i < order; ++i)
        s.push_back(
            std::polar<Real>(Real(order), std::numbers::pi_v<Real> * (Real(0.5) + (i + Real(0.5)) / order)));
    Real largest_move = 1;
    for (int iteration = 0; iteration < 100 && largest_move > 4 * std::numeric_limits<Real>::epsilon();
         ++iteration) {
        largest_move = 0;
        for (auto& root : s) {
            const LongComplex step = newton_step(order, root);
            LongComplex repulsion = 0;
            for (const auto& other : s)
                if (&other != &root) repulsion += Real{1} / (root - other);
            const LongComplex move = step / (Real{1} - step * repulsion);
            root -= move;
            largest_move = std::max(largest_move, std::abs(move) / std::abs(root));
        }
    }
    std::sort(s.begin(), s.end(), [](LongComplex a, LongComplex b) { return a.imag() > b.imag(); });
    for (int i = 0; 2 * i < order; ++i) {
        auto& mirror = s[static_cast<std::size_t>(order - 1 - i)];
        auto& root = s[static_cast<std::size_t>(i)];
        root = (root + std::conj(mirror)) / Real{2};
        mirror = std::conj(root);
    }
    return s;
}

/// The frequency where prod(-p) / |prod(iw - p)| falls to 1 / sqrt(2).
Real half_power_frequency(const std::vector<LongComplex>& p) {
    Real low = 0;
    Real high = Real(p.size()) * 2;
    for (int i = 0; i < std::numeric_limits<Real>::digits; ++i) {
        const Real w = (low + high) / 2;
        Real power = 1;
        for (const auto& pole : p) power *= std::norm(pole) / std::norm(LongComplex{0, w} - pole);
        (power > Real(0.5) ? low : high) = w;
    }
    return (low + high) / 2;
}

} // namespace

Zpk bessel_prototype(int order, BesselNorm norm) {
    std::vector<LongComplex> p = reverse_bessel_roots(order);
    Real log_constant_term = 0; // of (2N)! / (N! 2^N) = 1 3 5 .. (2N - 1)
    for (int i = 1; i < 2 * order; i += 2) log_constant_term += std::log(Real(i));
    Real scale = 1;
    if (norm == BesselNorm::phase) scale = std::exp(log_constant_term / order);
    if (norm == BesselNorm::mag) scale = half_power_frequency(p);
    Zpk f;
    for (const auto& pole : p) f.p.emplace_back(pole / scale);
    f.k = gain_ratio(f.p, {}, 0);
    return f;
}

} // namespace pya::dsp::impl
