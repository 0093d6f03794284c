// SPDX-License-Identifier: MIT
/// @file
/// When notes begin.
#ifndef PYA_DSP_RHYTHM_HPP
#define PYA_DSP_RHYTHM_HPP

#include <pya/dsp/rhythm/onsets.hpp>

#endif
