// SPDX-License-Identifier: MIT
/// @file
/// Taking sounds apart.
#ifndef PYA_DSP_SEPARATE_HPP
#define PYA_DSP_SEPARATE_HPP

#include <pya/dsp/separate/denoise.hpp>
#include <pya/dsp/separate/denoise_options.hpp>
#include <pya/dsp/separate/hpss.hpp>
#include <pya/dsp/separate/hpss_options.hpp>

#endif
