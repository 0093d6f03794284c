// SPDX-License-Identifier: MIT
/// @file
/// Loudness, true peaks and their limiter.
#ifndef PYA_DSP_LOUDNESS_HPP
#define PYA_DSP_LOUDNESS_HPP

#include <pya/dsp/loudness/equal_loudness.hpp>
#include <pya/dsp/loudness/layout.hpp>
#include <pya/dsp/loudness/limiter.hpp>
#include <pya/dsp/loudness/meter.hpp>
#include <pya/dsp/loudness/true_peak.hpp>

#endif
