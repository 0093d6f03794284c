// SPDX-License-Identifier: MIT
/// @file
/// When notes begin, and the beat.
#ifndef PYA_DSP_RHYTHM_HPP
#define PYA_DSP_RHYTHM_HPP

#include <pya/dsp/rhythm/beat_track.hpp>
#include <pya/dsp/rhythm/beats.hpp>
#include <pya/dsp/rhythm/onset_detect.hpp>
#include <pya/dsp/rhythm/onset_strength.hpp>
#include <pya/dsp/rhythm/onsets.hpp>
#include <pya/dsp/rhythm/peaks.hpp>
#include <pya/dsp/rhythm/tempo.hpp>

#endif
