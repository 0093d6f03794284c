// SPDX-License-Identifier: MIT
#ifndef PYA_SRC_DSP_SEGMENT_REFLECTED_HPP
#define PYA_SRC_DSP_SEGMENT_REFLECTED_HPP

#include <Eigen/Core>

namespace pya::dsp::impl {

/// The sample that position i of a signal of n samples, reflected without end at its first and last, shows.
inline Eigen::Index reflected(Eigen::Index i, Eigen::Index n) {
    if (n == 1) return 0;
    const Eigen::Index period = 2 * (n - 1);
    i %= period;
    if (i < 0) i += period;
    return i < n ? i : period - i;
}

} // namespace pya::dsp::impl

#endif
