// SPDX-License-Identifier: MIT
/// @file
/// Fundamental frequencies.
#ifndef PYA_DSP_PITCH_HPP
#define PYA_DSP_PITCH_HPP

#include <pya/dsp/pitch/pitch.hpp>
#include <pya/dsp/pitch/pitch_options.hpp>
#include <pya/dsp/pitch/pyin.hpp>
#include <pya/dsp/pitch/yin.hpp>

#endif
