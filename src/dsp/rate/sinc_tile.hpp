// SPDX-License-Identifier: MIT
// The inner loops of band-limited resampling. Every output is one sum in a fixed order, whatever the tile and
// the instruction set, so that all of them give the same bits.
//
// They are compiled twice. Samples that come from float32 have exact products with the filter's 29-bit
// coefficients, so a fused multiply-add rounds as the two steps do: sinc_exact.cpp may contract.
// sinc_dot.cpp, for double, may not.
#ifndef PYA_SRC_DSP_RATE_SINC_TILE_HPP
#define PYA_SRC_DSP_RATE_SINC_TILE_HPP

#include <cstddef>
#include <cstring>

namespace pya::dsp {

/// out[period * lanes + lane] = sum over taps of x[period * stride + tap] * c[tap * lanes + lane], for 8, 2
/// or 1 periods.
using SincTile = void(const double* x, std::ptrdiff_t stride, const double* c, std::ptrdiff_t taps,
                      double* out);
/// out[row] = sum over taps (a multiple of 16) of x[tap] * c[row * taps + tap], for 4 rows.
using SincRows = void(const double* x, const double* c, std::ptrdiff_t taps, double* out);

SincTile sinc_tile1, sinc_tile2, sinc_tile8, sinc_tile1_exact, sinc_tile2_exact, sinc_tile8_exact;
SincRows sinc_rows, sinc_rows_exact;

namespace sinc {

// Eight doubles: one register of AVX-512, two of AVX2, four of SSE2. With arrays instead the compiler spills
// the sums.
using Eight = double __attribute__((vector_size(64)));

[[gnu::always_inline]] inline void load(Eight& v, const double* from) { std::memcpy(&v, from, sizeof v); }
[[gnu::always_inline]] inline void store(const Eight& v, double* to) { std::memcpy(to, &v, sizeof v); }

template <int Periods>
[[gnu::always_inline]] inline void tile(const double* x, std::ptrdiff_t stride, const double* c,
                                        std::ptrdiff_t taps, double* out) {
    Eight low[Periods] = {}, high[Periods] = {};
    for (std::ptrdiff_t tap = 0; tap < taps; ++tap) {
        Eight c_low, c_high;
        load(c_low, c + 16 * tap);
        load(c_high, c + 16 * tap + 8);
#pragma GCC unroll 8
        for (int period = 0; period < Periods; ++period) {
            low[period] += x[period * stride + tap] * c_low;
            high[period] += x[period * stride + tap] * c_high;
        }
    }
#pragma GCC unroll 8
    for (int period = 0; period < Periods; ++period) {
        store(low[period], out + 16 * period);
        store(high[period], out + 16 * period + 8);
    }
}

[[gnu::always_inline]] inline void rows(const double* x, const double* c, std::ptrdiff_t taps, double* out) {
    Eight even[4] = {}, odd[4] = {};
    for (std::ptrdiff_t tap = 0; tap < taps; tap += 16) {
        Eight x_even, x_odd;
        load(x_even, x + tap);
        load(x_odd, x + tap + 8);
#pragma GCC unroll 4
        for (int row = 0; row < 4; ++row) {
            Eight c_even, c_odd;
            load(c_even, c + row * taps + tap);
            load(c_odd, c + row * taps + tap + 8);
            even[row] += x_even * c_even;
            odd[row] += x_odd * c_odd;
        }
    }
    for (int row = 0; row < 4; ++row) {
        const Eight s = even[row] + odd[row];
        out[row] = ((s[0] + s[4]) + (s[2] + s[6])) + ((s[1] + s[5]) + (s[3] + s[7]));
    }
}

} // namespace sinc
} // namespace pya::dsp

#endif
