// SPDX-License-Identifier: MIT
#include <pya/dsp/fir/savgol.hpp>

#include <pya/error.hpp>

#include "dsp/shape.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace pya::dsp {

namespace impl {

// The window's samples are at x = -(n - 1) / 2 .. (n - 1) / 2. There the Gram polynomials q_k are
// orthonormal, with the recurrence sqrt(b_(k+1)) q_(k+1) = x q_k - sqrt(b_k) q_(k-1) and
// b_k = k^2 (n^2 - k^2) / (4 (4 k^2 - 1)). So sample x has the weight sum of q_k(x) q_k^(deriv)(t) in the
// derivative at t of the best polynomial. That derivative follows the derivative of the recurrence.
void savgol_coeffs(Block<double> coefficients, int polyorder, const SavgolCoeffsOptions& options) {
    const Index n = coefficients.samples();
    const double length = static_cast<double>(n), centre = (length - 1) / 2;
    const double pos = options.pos.value_or(centre);
    if (n < 1 || n > 65535)
        detail::fail("savgol_coeffs: argument window_length is ", n, "; it must be from 1 to 65535");
    if (polyorder < 0 || polyorder >= n)
        detail::fail("savgol_coeffs: argument polyorder is ", polyorder,
                     "; it must be at least 0 and less than window_length = ", n);
    if (options.deriv < 0)
        detail::fail("savgol_coeffs: option deriv is ", options.deriv, "; it must not be negative");
    if (!std::isfinite(options.delta) || options.delta == 0)
        detail::fail("savgol_coeffs: option delta is ", options.delta, "; it must be finite and not 0");
    if (!(pos >= 0 && pos < length))
        detail::fail("savgol_coeffs: option pos is ", pos, "; it must be at least 0 and less than ", n);

    using Real = long double;
    const auto deriv = static_cast<std::size_t>(options.deriv);
    const auto size = static_cast<std::size_t>(n);
    std::vector<Real> sum(size, 0);
    if (options.deriv <= polyorder) {
        const Real middle = static_cast<Real>(n - 1) / 2, t = static_cast<Real>(pos) - middle;
        std::vector<Real> at_samples(size, 1 / std::sqrt(static_cast<Real>(n))), before(size, 0);
        std::vector<Real> at_t(deriv + 1, 0), before_t(deriv + 1, 0); // the derivatives at t
        at_t[0] = at_samples[0];
        Real beta = 0;
        for (int k = 0;; ++k) {
            for (std::size_t i = 0; i < size; ++i) sum[i] += at_samples[i] * at_t[deriv];
            if (k == polyorder) break;
            const Real next = static_cast<Real>(k) + 1, square = next * next;
            const Real beta_next = std::sqrt(square * (static_cast<Real>(n) * static_cast<Real>(n) - square) /
                                             (4 * (4 * square - 1)));
            for (std::size_t i = 0; i < size; ++i) {
                const Real value = (static_cast<Real>(i) - middle) * at_samples[i] - beta * before[i];
                before[i] = at_samples[i];
                at_samples[i] = value / beta_next;
            }
            for (std::size_t d = deriv + 1; d-- > 0;) {
                const Real lower = d > 0 ? static_cast<Real>(d) * at_t[d - 1] : 0;
                const Real value = t * at_t[d] + lower - beta * before_t[d];
                before_t[d] = at_t[d];
                at_t[d] = value / beta_next;
            }
            beta = beta_next;
        }
    }
    const Real unit = std::pow(static_cast<Real>(options.delta), static_cast<Real>(options.deriv));
    for (Index i = 0; i < n; ++i)
        coefficients(options.use == SavgolUse::conv ? n - 1 - i : i) =
            static_cast<double>(sum[static_cast<std::size_t>(i)] / unit);
}

} // namespace impl

namespace {

/// A sample of a channel, which goes on beyond its ends as the mode says.
template <class T>
double sample_at(std::span<const T> x, Index i, const SavgolOptions& options) {
    const Index n = std::ssize(x);
    if (i < 0 || i >= n) switch (options.mode) {
        case SavgolMode::interp: // the values that would need it are computed in another way
        case SavgolMode::constant: return options.cval;
        case SavgolMode::nearest: i = i < 0 ? 0 : n - 1; break;
        case SavgolMode::wrap: i = (i % n + n) % n; break;
        case SavgolMode::mirror: {
            const Index period = std::max<Index>(2 * n - 2, 1);
            i = (i % period + period) % period;
            i = std::min(i, period - i);
        }
        }
    return static_cast<double>(x[static_cast<std::size_t>(i)]);
}

template <class T>
void savgol_whole(Block<const T> x, Block<T> y, Index window, int polyorder, const SavgolOptions& options) {
    const auto weights = [&](std::optional<double> pos) {
        return savgol_coeffs(
            window, polyorder,
            {.deriv = options.deriv, .delta = options.delta, .pos = pos, .use = SavgolUse::dot});
    };
    const Eigen::ArrayXd inside = weights({});
    impl::check_shape("savgol_filter", x, y);
    const Index n = x.samples(), half = window / 2, before = (window - 1) / 2;
    const bool interp = options.mode == SavgolMode::interp;
    if (interp && window > n)
        detail::fail("savgol_filter: argument window_length is ", window, "; it must be at most ", n,
                     ", the samples of the signal, unless the mode is another one than interp");
    if (!std::isfinite(options.cval))
        detail::fail("savgol_filter: option cval is ", options.cval, "; it must be finite");
    if (x.empty()) return;
    Eigen::ArrayXXd edges(window, interp ? 2 * half : 0); // weights for each of the values near the ends
    for (Index i = 0; i < edges.cols(); ++i)
        edges.col(i) = weights(static_cast<double>(i < half ? i : window - 2 * half + i));

    Eigen::ArrayXd padded(n + window - 1), filtered(n);
    for (Index c = 0; c < x.channels(); ++c) {
        const std::span<const T> in = x.channel(c);
        for (Index i = 0; i < padded.size(); ++i) padded[i] = sample_at(in, i - before, options);
        for (Index i = 0; i < n; ++i) filtered[i] = (inside * padded.segment(i, window)).sum();
        for (Index i = 0; i < edges.cols() / 2; ++i) {
            filtered[i] = (edges.col(i) * padded.segment(before, window)).sum();
            filtered[n - half + i] =
                (edges.col(half + i) * padded.segment(before + n - window, window)).sum();
        }
        std::copy_n(filtered.data(), n, y.channel(c).data());
    }
}

} // namespace

void savgol_filter_into(Block<const float> x, Block<float> y, Index window_length, int polyorder,
                        const SavgolOptions& options) {
    savgol_whole(x, y, window_length, polyorder, options);
}

void savgol_filter_into(Block<const double> x, Block<double> y, Index window_length, int polyorder,
                        const SavgolOptions& options) {
    savgol_whole(x, y, window_length, polyorder, options);
}

} // namespace pya::dsp
