// SPDX-License-Identifier: MIT
/// @file
/// Effects, and chains of them.
#ifndef PYA_DSP_EFFECT_HPP
#define PYA_DSP_EFFECT_HPP

#include <pya/dsp/effect/chain.hpp>
#include <pya/dsp/effect/chorus.hpp>
#include <pya/dsp/effect/compressor.hpp>
#include <pya/dsp/effect/delay.hpp>
#include <pya/dsp/effect/effect.hpp>
#include <pya/dsp/effect/equaliser.hpp>
#include <pya/dsp/effect/expander.hpp>
#include <pya/dsp/effect/parameter.hpp>
#include <pya/dsp/effect/phaser.hpp>
#include <pya/dsp/effect/reverb.hpp>
#include <pya/dsp/effect/stereo_width.hpp>
#include <pya/dsp/effect/tremolo.hpp>
#include <pya/dsp/effect/waveshaper.hpp>

#endif
