// SPDX-License-Identifier: MIT
// The sum and the mean frequency of magnitudes, which several features read.
#ifndef PYA_SRC_DSP_FEATURE_MOMENTS_HPP
#define PYA_SRC_DSP_FEATURE_MOMENTS_HPP

#include "dsp/feature/lanes.hpp"

#include <limits>

namespace pya::dsp::impl {

/// What magnitudes are divided by to become shares; silence stays as it is.
PYA_INLINE double divisor(double sum) { return sum < std::numeric_limits<double>::min() ? 1 : sum; }

struct Moments {
    double sum = 0;
    double centroid = 0; ///< the mean frequency
};

PYA_INLINE Moments moments(const double* s, const double* hz, Index n) {
    double sums[lane_count] = {}, products[lane_count] = {};
    Index i = 0;
    for (; i + lane_count <= n; i += lane_count)
        for (Index l = 0; l < lane_count; ++l) {
            sums[l] += s[i + l];
            products[l] += s[i + l] * hz[i + l];
        }
    for (Index l = 0; i < n; ++i, ++l) {
        sums[l] += s[i];
        products[l] += s[i] * hz[i];
    }
    const double sum = sum_of_lanes(sums);
    return {sum, sum_of_lanes(products) / divisor(sum)};
}

} // namespace pya::dsp::impl

#endif
