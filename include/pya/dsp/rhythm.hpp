// SPDX-License-Identifier: MIT
/// @file
/// When notes begin, and the beat.
#ifndef PYA_DSP_RHYTHM_HPP
#define PYA_DSP_RHYTHM_HPP

#include <pya/dsp/rhythm/beats.hpp>
#include <pya/dsp/rhythm/onsets.hpp>

#endif
