// SPDX-License-Identifier: MIT
/// @file
/// Sounds from any direction on any number of loudspeakers.
#ifndef PYA_DSP_SPATIAL_HPP
#define PYA_DSP_SPATIAL_HPP

#include <pya/dsp/spatial/ambisonic_effects.hpp>
#include <pya/dsp/spatial/ambisonics.hpp>
#include <pya/dsp/spatial/moving_sound.hpp>
#include <pya/dsp/spatial/panner.hpp>
#include <pya/dsp/spatial/speakers.hpp>
#include <pya/dsp/spatial/vbap.hpp>

#endif
