// SPDX-License-Identifier: MIT
/// @file
/// Levels, envelopes and fades.
#ifndef PYA_DSP_LEVEL_HPP
#define PYA_DSP_LEVEL_HPP

#include <pya/dsp/level/envelope.hpp>
#include <pya/dsp/level/fade.hpp>
#include <pya/dsp/level/level.hpp>
#include <pya/dsp/level/normalize.hpp>

#endif
