// SPDX-License-Identifier: MIT
// Band-limited interpolation at any positions, between the rows of a filter's table.
#ifndef PYA_SRC_DSP_RATE_SINC_ROWS_HPP
#define PYA_SRC_DSP_RATE_SINC_ROWS_HPP

#include <cstddef>

namespace pya::dsp::impl {

/// Where an output is.
struct SincPoint {
    std::ptrdiff_t x;   // its first input
    std::ptrdiff_t row; // the first coefficient of the first of four rows
    double weights[4];  // of the rows
};

constexpr std::ptrdiff_t most_points = 16;

/// out[i] = sum over r < 4 of points[i].weights[r] * (sum over taps, a multiple of 8, of
/// x[points[i].x + tap] * c[points[i].row + r * taps + tap]), for up to most_points points. All instruction
/// sets give the same bits. `exact` is for products x * c that are exact in double, as in sinc_tile().
template <bool exact>
void sinc_rows(const double* x, const double* c, std::ptrdiff_t taps, const SincPoint* points,
               std::ptrdiff_t count, double* out);

} // namespace pya::dsp::impl

#endif
