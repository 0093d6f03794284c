// SPDX-License-Identifier: MIT
/// @file
/// All kernels: what the library pya::dsp has.
#ifndef PYA_DSP_HPP
#define PYA_DSP_HPP

#include <pya/dsp/cepstral.hpp>
#include <pya/dsp/constant_q.hpp>
#include <pya/dsp/convolve.hpp>
#include <pya/dsp/effect.hpp>
#include <pya/dsp/feature.hpp>
#include <pya/dsp/fft.hpp>
#include <pya/dsp/fir.hpp>
#include <pya/dsp/function.hpp>
#include <pya/dsp/iir.hpp>
#include <pya/dsp/level.hpp>
#include <pya/dsp/loudness.hpp>
#include <pya/dsp/per_channel.hpp>
#include <pya/dsp/pitch.hpp>
#include <pya/dsp/rate.hpp>
#include <pya/dsp/rhythm.hpp>
#include <pya/dsp/run_whole.hpp>
#include <pya/dsp/segment.hpp>
#include <pya/dsp/separate.hpp>
#include <pya/dsp/source.hpp>
#include <pya/dsp/spatial.hpp>
#include <pya/dsp/spectral.hpp>
#include <pya/dsp/stretch.hpp>
#include <pya/dsp/window.hpp>

#endif
