// SPDX-License-Identifier: MIT
// The curves of envelopes and fades: gains to a power.
#ifndef PYA_SRC_DSP_LEVEL_RAISE_HPP
#define PYA_SRC_DSP_LEVEL_RAISE_HPP

#include <pya/dsp/block.hpp>

namespace pya::dsp::impl {

/// Raises gains to the power of a curve, which is finite and at least 0. With one that isn't whole, gains
/// below 0 count as 0.
void raise(double* gains, Index count, double curve);

} // namespace pya::dsp::impl

#endif
