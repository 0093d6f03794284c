// SPDX-License-Identifier: MIT
// The inner loop of band-limited resampling at a ratio with periods. Every output is one sum in a fixed
// order, whatever the tile and the instruction set, so that all of them give the same bits.
#ifndef PYA_SRC_DSP_RATE_SINC_TILE_HPP
#define PYA_SRC_DSP_RATE_SINC_TILE_HPP

#include <cstddef>

namespace pya::dsp::impl {

/// out[period * 16 + lane] = sum over taps of x[period * stride + tap] * c[tap * 16 + lane], for 8, 2 or 1
/// periods. `exact` is for products x * c that are exact in double, which are then fused with their sums:
/// those of samples of up to 27 significant bits (float has 24) and the 26 of the coefficients.
template <int periods, bool exact>
void sinc_tile(const double* x, std::ptrdiff_t stride, const double* c, std::ptrdiff_t taps, double* out);

} // namespace pya::dsp::impl

#endif
