// SPDX-License-Identifier: MIT
#include "dsp/feature/norm.hpp"

#include <pya/error.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace pya::dsp::impl {

void check_norm(const char* function, const char* option, std::optional<double> norm) {
    if (norm && !(*norm > 0))
        detail::fail(function, ": option ", option, " is ", *norm,
                     "; it must be above 0, infinity for the largest magnitude, or nothing");
}

void scale_to_norm(double* x, Index n, Index stride, std::optional<double> norm) {
    if (!norm) return;
    double length = 0;
    for (Index i = 0; i < n; ++i) {
        const double size = std::abs(x[i * stride]);
        if (std::isinf(*norm))
            length = std::max(length, size);
        else if (*norm == 1)
            length += size;
        else if (*norm == 2)
            length += size * size;
        else
            length += std::pow(size, *norm);
    }
    if (!std::isinf(*norm)) length = *norm == 2 ? std::sqrt(length) : std::pow(length, 1 / *norm);
    if (length < std::numeric_limits<double>::min()) return;
    for (Index i = 0; i < n; ++i) x[i * stride] /= length;
}

} // namespace pya::dsp::impl
