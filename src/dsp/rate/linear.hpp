// SPDX-License-Identifier: MIT
// Linear resampling: the position of each output from the exact ratio, the difference of neighbours in
// Scalar.
#ifndef PYA_SRC_DSP_RATE_LINEAR_HPP
#define PYA_SRC_DSP_RATE_LINEAR_HPP

#include <Eigen/Core>

#include "dsp/rate/ratio.hpp"

namespace pya::dsp {

/// Fills out from in, which has at least one row; both have the same columns.
template <class Scalar>
void resample_linear(const Eigen::Ref<const Eigen::Array<Scalar, Eigen::Dynamic, Eigen::Dynamic>>& in,
                     Eigen::Ref<Eigen::Array<Scalar, Eigen::Dynamic, Eigen::Dynamic>>& out,
                     const RateRatio& ratio);

} // namespace pya::dsp

#endif
