// SPDX-License-Identifier: MIT
#ifndef PYA_SRC_DSP_SPECTRAL_BIN_POWERS_HPP
#define PYA_SRC_DSP_SPECTRAL_BIN_POWERS_HPP

#include <pya/dsp/block.hpp>

#include <complex>

namespace pya::dsp::impl {

/// The squared magnitudes of n bins, times `factor`.
void bin_powers(Index n, const std::complex<float>* bins, float factor, float* out);
void bin_powers(Index n, const std::complex<double>* bins, double factor, double* out);

} // namespace pya::dsp::impl

#endif
