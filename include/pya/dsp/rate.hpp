// SPDX-License-Identifier: MIT
/// @file
/// Sampling rates: interpolation and band-limited conversion.
#ifndef PYA_DSP_RATE_HPP
#define PYA_DSP_RATE_HPP

#include <pya/dsp/rate/interpolate.hpp>
#include <pya/dsp/rate/resample.hpp>
#include <pya/dsp/rate/sinc_resampler.hpp>
#include <pya/dsp/rate/varispeed.hpp>

#endif
