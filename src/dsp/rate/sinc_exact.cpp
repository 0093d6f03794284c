// SPDX-License-Identifier: MIT
// sinc_dot.cpp for samples whose products are exact; see sinc_tile.hpp.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC optimize("fp-contract=fast")
#endif

#include "dsp/rate/sinc_tile.hpp"

#include "simd.hpp"

namespace pya::dsp {

PYA_SIMD void sinc_tile1_exact(const double* x, std::ptrdiff_t stride, const double* c, std::ptrdiff_t taps,
                               double* out) {
    sinc::tile<1>(x, stride, c, taps, out);
}

PYA_SIMD void sinc_tile2_exact(const double* x, std::ptrdiff_t stride, const double* c, std::ptrdiff_t taps,
                               double* out) {
    sinc::tile<2>(x, stride, c, taps, out);
}

PYA_SIMD void sinc_tile8_exact(const double* x, std::ptrdiff_t stride, const double* c, std::ptrdiff_t taps,
                               double* out) {
    sinc::tile<8>(x, stride, c, taps, out);
}

PYA_SIMD void sinc_rows_exact(const double* x, const double* c, std::ptrdiff_t taps, double* out) {
    sinc::rows(x, c, taps, out);
}

} // namespace pya::dsp
