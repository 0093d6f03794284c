// SPDX-License-Identifier: MIT
// Sums over the magnitudes of a frame, which several features read.
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
    double increase = 0; ///< the sum of what has been added since the frame before
};

} // namespace pya::dsp::impl

#endif
