// SPDX-License-Identifier: MIT
#include "dsp/rate/sinc_tile.hpp"

#include "simd.hpp"

namespace pya::dsp {

PYA_SIMD void sinc_tile1(const double* x, std::ptrdiff_t stride, const double* c, std::ptrdiff_t taps,
                         double* out) {
    sinc::tile<1>(x, stride, c, taps, out);
}

PYA_SIMD void sinc_tile2(const double* x, std::ptrdiff_t stride, const double* c, std::ptrdiff_t taps,
                         double* out) {
    sinc::tile<2>(x, stride, c, taps, out);
}

PYA_SIMD void sinc_tile8(const double* x, std::ptrdiff_t stride, const double* c, std::ptrdiff_t taps,
                         double* out) {
    sinc::tile<8>(x, stride, c, taps, out);
}

PYA_SIMD void sinc_rows(const double* x, const double* c, std::ptrdiff_t taps, double* out) {
    sinc::rows(x, c, taps, out);
}

} // namespace pya::dsp
