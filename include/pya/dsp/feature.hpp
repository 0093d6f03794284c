// SPDX-License-Identifier: MIT
/// @file
/// Spectral features with librosa's numbers.
#ifndef PYA_DSP_FEATURE_HPP
#define PYA_DSP_FEATURE_HPP

#include <pya/dsp/feature/chroma_filters.hpp>
#include <pya/dsp/feature/decibels.hpp>
#include <pya/dsp/feature/delta.hpp>
#include <pya/dsp/feature/dtw.hpp>
#include <pya/dsp/feature/feature_analyser.hpp>
#include <pya/dsp/feature/feature_options.hpp>
#include <pya/dsp/feature/frequencies.hpp>
#include <pya/dsp/feature/inverse_mel.hpp>
#include <pya/dsp/feature/lpc.hpp>
#include <pya/dsp/feature/mel_filters.hpp>
#include <pya/dsp/feature/norm.hpp>
#include <pya/dsp/feature/notes.hpp>
#include <pya/dsp/feature/pcen.hpp>
#include <pya/dsp/feature/piptrack.hpp>
#include <pya/dsp/feature/sounding.hpp>
#include <pya/dsp/feature/tempogram.hpp>
#include <pya/dsp/feature/tonnetz.hpp>
#include <pya/dsp/feature/weighting.hpp>

#endif
