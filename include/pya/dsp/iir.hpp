// SPDX-License-Identifier: MIT
/// @file
/// Recursive filters: design, frequency response, filtering.
#ifndef PYA_DSP_IIR_HPP
#define PYA_DSP_IIR_HPP

#include <pya/dsp/iir/design.hpp>
#include <pya/dsp/iir/filter.hpp>
#include <pya/dsp/iir/freqz.hpp>

#endif
