// SPDX-License-Identifier: MIT
/// @file
/// Oscillators, chirps, impulses and noise.
#ifndef PYA_DSP_SOURCE_HPP
#define PYA_DSP_SOURCE_HPP

#include <pya/dsp/source/chirp.hpp>
#include <pya/dsp/source/gaussian.hpp>
#include <pya/dsp/source/impulses.hpp>
#include <pya/dsp/source/noise.hpp>
#include <pya/dsp/source/oscillator.hpp>

#endif
