// SPDX-License-Identifier: MIT
#include "dsp/energy.hpp"

#include "simd.hpp"

#include <cstring>

namespace pya::dsp::detail {
namespace {

using Eigen::Index;

constexpr Index lanes = 8;

template <class Scalar>
struct Vector;
template <>
struct Vector<float> {
    using type = float __attribute__((vector_size(lanes * sizeof(float))));
};
template <>
struct Vector<double> {
    using type = double __attribute__((vector_size(lanes * sizeof(double))));
};
using Lanes = Vector<double>::type;
using Masks = long long __attribute__((vector_size(lanes * sizeof(double))));

/// Eight lanes from here + r keep the last r of eight values.
constexpr long long keep_last[2 * lanes] = {0, 0, 0, 0, 0, 0, 0, 0, -1, -1, -1, -1, -1, -1, -1, -1};

template <class Scalar>
inline __attribute__((always_inline)) void add_squares(Lanes& sum, const Scalar* x, const double* w,
                                                       Index last) {
    typename Vector<Scalar>::type v;
    std::memcpy(&v, x, sizeof v);
    Lanes d = __builtin_convertvector(v, Lanes);
    if (w) {
        Lanes weights;
        std::memcpy(&weights, w, sizeof weights);
        d *= weights;
    }
    if (last < lanes) {
        Masks mask;
        std::memcpy(&mask, keep_last + last, sizeof mask);
        d = reinterpret_cast<Lanes>(reinterpret_cast<Masks>(d) & mask);
    }
    sum += d * d;
}

template <class Scalar>
inline __attribute__((always_inline)) double energy(const Scalar* x, const double* w, Index n) {
    if (n < lanes) {
        double sum = 0;
        for (Index i = 0; i < n; ++i) {
            const double v = static_cast<double>(x[i]) * (w ? w[i] : 1);
            sum += v * v;
        }
        return sum;
    }
    Lanes even{}, odd{};
    Index i = 0;
    for (; i + 2 * lanes <= n; i += 2 * lanes) {
        add_squares(even, x + i, w ? w + i : w, lanes);
        add_squares(odd, x + i + lanes, w ? w + i + lanes : w, lanes);
    }
    if (i + lanes <= n) {
        add_squares(even, x + i, w ? w + i : w, lanes);
        i += lanes;
    }
    if (i < n) add_squares(odd, x + n - lanes, w ? w + n - lanes : w, n - i);
    even += odd;
    return ((even[0] + even[4]) + (even[2] + even[6])) + ((even[1] + even[5]) + (even[3] + even[7]));
}

template <class Scalar>
inline __attribute__((always_inline)) void all(const Scalar* x, const double* w, Index size, Index stride,
                                               Index count, double* out) {
    if (w)
        for (Index k = 0; k < count; ++k) out[k] = energy(x + k * stride, w, size);
    else
        for (Index k = 0; k < count; ++k)
            out[k] = energy(x + k * stride, static_cast<const double*>(nullptr), size);
}

} // namespace

PYA_SIMD void energies(const float* x, const double* w, Index size, Index stride, Index count, double* out) {
    all(x, w, size, stride, count, out);
}

PYA_SIMD void energies(const double* x, const double* w, Index size, Index stride, Index count, double* out) {
    all(x, w, size, stride, count, out);
}

} // namespace pya::dsp::detail
