// SPDX-License-Identifier: MIT
/// @file
/// Convolution of whole signals and of streams.
#ifndef PYA_DSP_CONVOLVE_HPP
#define PYA_DSP_CONVOLVE_HPP

#include <pya/dsp/convolve/convolve.hpp>
#include <pya/dsp/convolve/mode.hpp>

#endif
