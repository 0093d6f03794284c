// SPDX-License-Identifier: MIT
/// @file
/// Time without pitch, and pitch without formants.
#ifndef PYA_DSP_STRETCH_HPP
#define PYA_DSP_STRETCH_HPP

#include <pya/dsp/stretch/formants.hpp>
#include <pya/dsp/stretch/time_stretcher.hpp>

#endif
