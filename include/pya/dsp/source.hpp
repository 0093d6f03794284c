// SPDX-License-Identifier: MIT
/// @file
/// Oscillators and noise.
#ifndef PYA_DSP_SOURCE_HPP
#define PYA_DSP_SOURCE_HPP

#include <pya/dsp/source/noise.hpp>
#include <pya/dsp/source/oscillator.hpp>

#endif
