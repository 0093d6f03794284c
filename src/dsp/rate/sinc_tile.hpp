// SPDX-License-Identifier: MIT
// The inner loops of band-limited resampling. Every output is one sum in a fixed order, whatever the tile and
// the instruction set, so that all of them give the same bits.
//
// Products of samples that come from float32 and the 29-bit coefficients of the filter are exact, so a fused
// multiply-add rounds like a product and a sum. For these samples (exact) it is used where the machine has
// one, but not for doubles.
#ifndef PYA_SRC_DSP_RATE_SINC_TILE_HPP
#define PYA_SRC_DSP_RATE_SINC_TILE_HPP

#include <cstddef>

namespace pya::dsp::impl {

/// out[period * 16 + lane] = sum over taps of x[period * stride + tap] * c[tap * 16 + lane], for 8, 2 or 1
/// periods.
template <int periods, bool exact>
void sinc_tile(const double* x, std::ptrdiff_t stride, const double* c, std::ptrdiff_t taps, double* out);

/// out[row] = sum over taps (a multiple of 16) of x[tap] * c[row * taps + tap], for 4 rows.
template <bool exact>
void sinc_rows(const double* x, const double* c, std::ptrdiff_t taps, double* out);

} // namespace pya::dsp::impl

#endif
