// SPDX-License-Identifier: MIT
/// @file
/// Fourier transforms of any length.
#ifndef PYA_DSP_FFT_HPP
#define PYA_DSP_FFT_HPP

#include <pya/dsp/fft/fft.hpp>

#endif
