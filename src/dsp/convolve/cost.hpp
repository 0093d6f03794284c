// SPDX-License-Identifier: MIT
// What convolution by transforms costs, to compare ways of dividing the work.
#ifndef PYA_SRC_DSP_CONVOLVE_COST_HPP
#define PYA_SRC_DSP_CONVOLVE_COST_HPP

#include <algorithm>
#include <cmath>

namespace pya::dsp::impl {

/// Nanoseconds for the product of a bin.
constexpr double product_cost = 0.4;

/// Nanoseconds for a transform of 2 * block samples.
inline double transform_cost(double block) {
    const double beyond_cache = std::max(0., std::log2(block) - 15);
    return 150 + block * (0.18 * std::log2(2 * block) + 0.8 * beyond_cache);
}

} // namespace pya::dsp::impl

#endif
