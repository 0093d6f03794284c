// SPDX-License-Identifier: MIT
#include "dsp/feature/norm.hpp"

#include <pya/dsp/feature/norm.hpp>
#include <pya/error.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace pya::dsp {

using detail::fail;

namespace {

double length_of(const double* x, Index n, Index stride, double norm) {
    double length = std::isinf(norm) && norm < 0 && n > 0 ? std::abs(x[0]) : 0;
    for (Index i = 0; i < n; ++i) {
        const double size = std::abs(x[i * stride]);
        if (std::isinf(norm))
            length = norm > 0 ? std::max(length, size) : std::min(length, size);
        else if (norm == 0)
            length += size > 0 ? 1 : 0;
        else if (norm == 1)
            length += size;
        else if (norm == 2)
            length += size * size;
        else
            length += std::pow(size, norm);
    }
    if (std::isinf(norm) || norm == 0) return length;
    return norm == 2 ? std::sqrt(length) : std::pow(length, 1 / norm);
}

} // namespace

void impl::check_norm(const char* function, const char* option, std::optional<double> norm) {
    if (norm && !(*norm > 0))
        fail(function, ": option ", option, " is ", *norm,
             "; it must be above 0, infinity for the largest magnitude, or nothing");
}

void impl::scale_to_norm(double* x, Index n, Index stride, std::optional<double> norm) {
    if (!norm) return;
    const double length = length_of(x, n, stride, *norm);
    if (length < std::numeric_limits<double>::min()) return;
    for (Index i = 0; i < n; ++i) x[i * stride] /= length;
}

void scale_to_norm(Block<const double> x, Block<double> out, const NormScaling& options) {
    const double norm = options.norm.value_or(1);
    if (!(norm >= 0 || std::isinf(norm)))
        fail("scale_to_norm: option norm is ", norm,
             "; it must be 0 or more, infinity, -infinity, or nothing");
    if (!(options.threshold > 0))
        fail("scale_to_norm: option threshold is ", options.threshold, "; it must be above 0");
    if (norm == 0 && options.shorter == ShortVectors::equal)
        fail("scale_to_norm: option shorter is equal, and norm is 0; no equal values have that norm");
    if (x.samples() != out.samples() || x.channels() != out.channels())
        fail("scale_to_norm: arguments x and out are ", x.samples(), " x ", x.channels(), " and ",
             out.samples(), " x ", out.channels(), "; they must be as large");
    const Index n = x.samples();
    for (Index c = 0; c < x.channels(); ++c)
        for (const double value : x.channel(c))
            if (!std::isfinite(value)) fail("scale_to_norm: argument x has a ", value, "; it must be finite");
    for (Index c = 0; c < x.channels(); ++c) {
        const double* const from = x.channel(c).data();
        double* const to = out.channel(c).data();
        const double length = options.norm ? length_of(from, n, 1, norm) : 1;
        const bool small = options.norm && length < options.threshold;
        if (small && options.shorter != ShortVectors::keep)
            std::fill_n(to, n,
                        options.shorter == ShortVectors::zeros ? 0
                        : std::isinf(norm)                     ? 1
                                                               : std::pow(static_cast<double>(n), -1 / norm));
        else
            std::transform(from, from + n, to, [&](double value) { return small ? value : value / length; });
    }
}

} // namespace pya::dsp
