// SPDX-License-Identifier: MIT
// The inner loops of the mixer, which add scaled signals to a block, always in the order in which they come.
#ifndef PYA_SRC_MIXER_ACCUMULATE_HPP
#define PYA_SRC_MIXER_ACCUMULATE_HPP

#include <Eigen/Core>

namespace pya::mixer {

using Eigen::Index;

/// The same as y += g x for lane_size signals one after another, but goes over y only once.
inline constexpr Index lane_size = 4;
void accumulate_lanes(float* y, const float* const* x, const float* g, Index n);
/// How many values are beyond +-1 or NaN.
Index count_over(const float* y, Index n);

} // namespace pya::mixer

#endif
