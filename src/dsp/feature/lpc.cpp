// SPDX-License-Identifier: MIT
#include <pya/dsp/feature/lpc.hpp>

#include <pya/error.hpp>
#include <pya/storage/pool.hpp>

#include "dsp/feature/lanes.hpp"
#include "simd/run.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <utility>

namespace pya::dsp {

namespace {

/// Errors after another reflection. forward[i] goes with backward[i].
PYA_INLINE void reflect(double* forward, double* backward, double by, Index n) {
    PYA_INDEPENDENT
    for (Index i = 0; i < n; ++i) {
        const double f = forward[i], b = backward[i];
        forward[i] = f + by * b;
        backward[i] = b + by * f;
    }
}

/// The same, and the product of the new errors for the next order, backward[i] with forward[i + 1], part by
/// part while they are in the cache. The sum has the bits of lane_dot.
PYA_INLINE double reflect_and_dot(double* forward, double* backward, double by, Index n) {
    constexpr Index part = 64 * impl::lane_count;
    double sums[impl::lane_count] = {};
    Index i = 0;
    for (Index first = 0; first < n; first += part) {
        const Index end = first + part < n ? first + part : n;
        reflect(forward + first, backward + first, by, end - first);
        for (; i + impl::lane_count < end; i += impl::lane_count)
            for (Index l = 0; l < impl::lane_count; ++l) sums[l] += backward[i + l] * forward[i + l + 1];
    }
    for (Index l = 0; i + 1 < n; ++i, ++l) sums[l] += backward[i] * forward[i + 1];
    return impl::sum_of_lanes(sums);
}

template <class T>
std::vector<double> burg(std::span<const T> x, Index order) {
    Index n = std::ssize(x) - 1;
    if (order < 1 || order > n)
        detail::fail("lpc: argument order is ", order,
                     "; it must be at least 1 and less than the number of samples, ", x.size());
    // In memory that the pool keeps, since new memory would cost more than the arithmetic on it.
    const storage::Temporary<double> forward(static_cast<std::size_t>(n)),
        backward(static_cast<std::size_t>(n));
    std::copy_n(x.begin() + 1, n, forward.data());
    std::copy_n(x.begin(), n, backward.data());
    double *f = forward.data(), *const b = backward.data();
    std::vector<double> a(static_cast<std::size_t>(order + 1)), before(a.size());
    a[0] = 1;
    double power = impl::lane_dot(f, f, n) + impl::lane_dot(b, b, n);
    double product = impl::lane_dot(b, f, n);
    for (Index i = 0; i < order; ++i) {
        const double by = -2 * product / (power + std::numeric_limits<double>::min());
        before = a;
        for (Index j = 1; j <= i + 1; ++j)
            a[static_cast<std::size_t>(j)] += by * before[static_cast<std::size_t>(i - j + 1)];
        product = simd::run<reflect_and_dot>(f, b, by, n);
        power = (1 - by * by) * power - b[n - 1] * b[n - 1] - f[0] * f[0];
        ++f;
        --n;
    }
    return a;
}

} // namespace

std::vector<double> lpc(std::span<const float> x, Index order) { return burg(x, order); }
std::vector<double> lpc(std::span<const double> x, Index order) { return burg(x, order); }

} // namespace pya::dsp
