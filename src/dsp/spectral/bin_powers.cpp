// SPDX-License-Identifier: MIT
#include "dsp/spectral/bin_powers.hpp"

#include "simd/run.hpp"

namespace pya::dsp::impl {

namespace {

/// z: pairs of real and imaginary part.
template <class T>
PYA_INLINE void squares_of(Index n, const T* z, T factor, T* out) {
    for (Index k = 0; k < n; ++k) out[k] = factor * (z[2 * k] * z[2 * k] + z[2 * k + 1] * z[2 * k + 1]);
}

} // namespace

void bin_powers(Index n, const std::complex<float>* bins, float factor, float* out) {
    simd::run<squares_of<float>>(n, reinterpret_cast<const float*>(bins), factor, out);
}

void bin_powers(Index n, const std::complex<double>* bins, double factor, double* out) {
    simd::run<squares_of<double>>(n, reinterpret_cast<const double*>(bins), factor, out);
}

} // namespace pya::dsp::impl
