// SPDX-License-Identifier: MIT
/// @file
/// Filters without feedback: design and filtering.
#ifndef PYA_DSP_FIR_HPP
#define PYA_DSP_FIR_HPP

#include <pya/dsp/fir/filter.hpp>
#include <pya/dsp/fir/firwin.hpp>
#include <pya/dsp/fir/remez.hpp>
#include <pya/dsp/fir/savgol.hpp>

#endif
