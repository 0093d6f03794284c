// SPDX-License-Identifier: MIT
// Linear resampling: the position of each output from the exact ratio, the difference of neighbours in
// Scalar.
#ifndef PYA_SRC_DSP_RATE_LINEAR_HPP
#define PYA_SRC_DSP_RATE_LINEAR_HPP

#include <pya/dsp/block.hpp>

#include "dsp/rate/ratio.hpp"

namespace pya::dsp {

/// Fills out from in, which has at least one sample; both have the same channels.
template <class Scalar>
void resample_linear(Block<const Scalar> in, Block<Scalar> out, const RateRatio& ratio);

} // namespace pya::dsp

#endif
