// SPDX-License-Identifier: MIT
// Sums in lanes of a fixed order: the same bits on every instruction set, whatever the alignment.
#ifndef PYA_SRC_DSP_FEATURE_LANES_HPP
#define PYA_SRC_DSP_FEATURE_LANES_HPP

#include "simd/inline.hpp"

#include <pya/dsp/block.hpp>

namespace pya::dsp::impl {

inline constexpr Index lane_count = 32;

PYA_INLINE double sum_of_lanes(double* sums) {
    for (Index width = lane_count / 2; width > 0; width /= 2)
        for (Index l = 0; l < width; ++l) sums[l] += sums[l + width];
    return sums[0];
}

PYA_INLINE double lane_sum(const double* x, Index n) {
    double sums[lane_count] = {};
    Index i = 0;
    for (; i + lane_count <= n; i += lane_count)
        for (Index l = 0; l < lane_count; ++l) sums[l] += x[i + l];
    for (Index l = 0; i < n; ++i, ++l) sums[l] += x[i];
    return sum_of_lanes(sums);
}

/// The sum of the products of two vectors.
PYA_INLINE double lane_dot(const double* x, const double* y, Index n) {
    double sums[lane_count] = {};
    Index i = 0;
    for (; i + lane_count <= n; i += lane_count)
        for (Index l = 0; l < lane_count; ++l) sums[l] += x[i + l] * y[i + l];
    for (Index l = 0; i < n; ++i, ++l) sums[l] += x[i] * y[i];
    return sum_of_lanes(sums);
}

} // namespace pya::dsp::impl

#endif
