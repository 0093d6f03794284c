// SPDX-License-Identifier: MIT
/// @file
/// The leaves: small building blocks that work sample by sample, each in a header of its own that needs
/// nothing but the standard library. They are templates on the scalar, float or double.
///
/// - A leaf that makes samples has next(), and one that changes samples has operator(). Both have reset().
/// - After construction no leaf allocates, waits, locks or throws. Only a DelayLine allocates at all.
/// - A parameter out of its range counts as the nearest value in the range, and NaN as the lower end.
///   Sampling rates are in Hz and must be positive. Samples are not checked: a NaN stays in a leaf with
///   feedback until reset().
/// - Copies are independent of each other, including their states. Only copies of a DelayLine over a span
///   share memory.
#ifndef PYA_DSP_LEAF_HPP
#define PYA_DSP_LEAF_HPP

#include <pya/dsp/leaf/adsr.hpp>
#include <pya/dsp/leaf/allpass.hpp>
#include <pya/dsp/leaf/allpass_tap.hpp>
#include <pya/dsp/leaf/biquad.hpp>
#include <pya/dsp/leaf/comb.hpp>
#include <pya/dsp/leaf/dc_blocker.hpp>
#include <pya/dsp/leaf/delay_line.hpp>
#include <pya/dsp/leaf/dither.hpp>
#include <pya/dsp/leaf/follower.hpp>
#include <pya/dsp/leaf/mersenne.hpp>
#include <pya/dsp/leaf/one_pole.hpp>
#include <pya/dsp/leaf/pan.hpp>
#include <pya/dsp/leaf/phase.hpp>
#include <pya/dsp/leaf/pink_noise.hpp>
#include <pya/dsp/leaf/polyblep.hpp>
#include <pya/dsp/leaf/ramp.hpp>
#include <pya/dsp/leaf/smoothed.hpp>
#include <pya/dsp/leaf/soft_clip.hpp>
#include <pya/dsp/leaf/svf.hpp>
#include <pya/dsp/leaf/white_noise.hpp>
#include <pya/dsp/leaf/xorshift.hpp>

#endif
