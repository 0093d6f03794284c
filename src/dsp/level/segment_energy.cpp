// SPDX-License-Identifier: MIT
#include "dsp/level/segment_energy.hpp"

#include "simd/run.hpp"
#include "simd/vector.hpp"

#include <algorithm>
#include <cstring>

namespace pya::dsp::impl {
namespace {

constexpr Index lanes = 8;
using Lanes = simd::Vector<double, lanes>;
using Half = simd::Vector<double, lanes / 2>;
using Quarter = simd::Vector<double, lanes / 4>;
using Masks = simd::Vector<long long, lanes>;

/// Eight lanes from here + r keep the last r of eight values.
constexpr long long keep_last[2 * lanes] = {0, 0, 0, 0, 0, 0, 0, 0, -1, -1, -1, -1, -1, -1, -1, -1};

/// Adds the squares of the last `count` of eight values.
template <class Scalar>
PYA_INLINE void add_squares(Lanes& sum, const Scalar* x, const double* w, Index last = lanes) {
    Lanes d;
    simd::load_as(d, x);
    if (w) {
        Lanes weights;
        simd::load(weights, w);
        d *= weights;
    }
    if (last < lanes) {
        Masks mask;
        simd::load(mask, keep_last + last);
        d = reinterpret_cast<Lanes>(reinterpret_cast<Masks>(d) & mask);
    }
    sum += d * d;
}

PYA_INLINE double total(const Lanes& sums) {
    Half halves[2];
    std::memcpy(halves, &sums, sizeof sums);
    const Half half = halves[0] + halves[1];
    Quarter quarters[2];
    std::memcpy(quarters, &half, sizeof half);
    const Quarter quarter = quarters[0] + quarters[1];
    return quarter[0] + quarter[1];
}

/// For fewer values than lanes.
template <class Scalar>
PYA_INLINE double few(const Scalar* x, const double* w, Index n) {
    double sum = 0;
    for (Index i = 0; i < n; ++i) {
        const double v = static_cast<double>(x[i]) * (w ? w[i] : 1);
        sum += v * v;
    }
    return sum;
}

template <class Scalar>
PYA_INLINE double many(const Scalar* x, const double* w, Index n) {
    Lanes even{}, odd{};
    for (; n >= 2 * lanes; n -= 2 * lanes) {
        add_squares(even, x, w);
        add_squares(odd, x + lanes, w ? w + lanes : w);
        x += 2 * lanes;
        if (w) w += 2 * lanes;
    }
    if (n >= lanes) {
        add_squares(even, x, w);
        x += lanes;
        if (w) w += lanes;
        n -= lanes;
    }
    if (n > 0) add_squares(odd, x + n - lanes, w ? w + n - lanes : w, n);
    return total(even + odd);
}

template <class Scalar>
PYA_INLINE void all(const Scalar* x, const double* w, Index size, Index stride, Index count, double* out) {
    constexpr Index ahead = 1024, line = 64 / sizeof(Scalar);
    if (size < lanes) {
        for (Index k = 0; k < count; ++k) out[k] = few(x + k * stride, w, size);
        return;
    }
    for (Index k = 0; k < count; ++k) {
        const Scalar* const from = x + k * stride;
        for (Index i = 0; i < std::min(stride, size); i += line) __builtin_prefetch(from + ahead + i);
        out[k] = many(from, w, size);
    }
}

template <class Scalar>
PYA_INLINE void choose(const Scalar* x, const double* w, Index size, Index stride, Index count, double* out) {
    if (w)
        all(x, w, size, stride, count, out);
    else
        all(x, static_cast<const double*>(nullptr), size, stride, count, out);
}

} // namespace

void segment_energies(const float* x, const double* w, Index size, Index stride, Index count, double* out) {
    simd::run<choose<float>>(x, w, size, stride, count, out);
}

void segment_energies(const double* x, const double* w, Index size, Index stride, Index count, double* out) {
    simd::run<choose<double>>(x, w, size, stride, count, out);
}

} // namespace pya::dsp::impl
