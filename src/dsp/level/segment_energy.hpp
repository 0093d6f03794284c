// SPDX-License-Identifier: MIT
// The sums of squares of short stretches of a signal. They are computed in double and always in the same
// eight lanes, so that every instruction set gives the same bits.
#ifndef PYA_SRC_DSP_LEVEL_SEGMENT_ENERGY_HPP
#define PYA_SRC_DSP_LEVEL_SEGMENT_ENERGY_HPP

#include <pya/dsp/block.hpp>

namespace pya::dsp::impl {

/// out[k] = sum of (x[i] * w[i - start])^2 over size samples from start = k * stride; no weights where w is
/// null.
void segment_energies(const float* x, const double* w, Index size, Index stride, Index count, double* out);
void segment_energies(const double* x, const double* w, Index size, Index stride, Index count, double* out);

} // namespace pya::dsp::impl

#endif
