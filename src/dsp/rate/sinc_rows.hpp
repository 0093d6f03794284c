// SPDX-License-Identifier: MIT
// Band-limited interpolation at any positions, between the rows of a filter's table.
#ifndef PYA_SRC_DSP_RATE_SINC_ROWS_HPP
#define PYA_SRC_DSP_RATE_SINC_ROWS_HPP

#include <cstddef>

namespace pya::dsp::impl {

/// Where up to 16 outputs are.
struct SincPoints {
    static constexpr std::ptrdiff_t most = 16;

    std::ptrdiff_t count = 0;
    std::ptrdiff_t x[most];   // of each output, its first input,
    std::ptrdiff_t row[most]; // the first coefficient of the first of four rows,
    double t[most] = {};      // and its place between the second of them, at 0, and the third, at 1
};

/// out[i], for each point, is the cubic (Lagrange) through the sums over taps (a multiple of 8) of
/// x[points.x[i] + tap] * c[points.row[i] + row * taps + tap] for four rows; out has room for the most
/// points. All instruction sets give the same bits. `exact` is for products x * c that are exact in double,
/// as in sinc_tile().
template <bool exact>
void sinc_rows(const double* x, const double* c, std::ptrdiff_t taps, const SincPoints& points, double* out);

} // namespace pya::dsp::impl

#endif
