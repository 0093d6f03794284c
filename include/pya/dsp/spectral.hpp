// SPDX-License-Identifier: MIT
/// @file
/// Short-time spectra and back.
#ifndef PYA_DSP_SPECTRAL_HPP
#define PYA_DSP_SPECTRAL_HPP

#include <pya/dsp/spectral/frame_transform.hpp>
#include <pya/dsp/spectral/griffin_lim.hpp>
#include <pya/dsp/spectral/griffin_lim_options.hpp>
#include <pya/dsp/spectral/phase_vocoder.hpp>
#include <pya/dsp/spectral/pow2.hpp>
#include <pya/dsp/spectral/spectrogram.hpp>
#include <pya/dsp/spectral/spectrum.hpp>
#include <pya/dsp/spectral/stft.hpp>
#include <pya/dsp/spectral/stft_options.hpp>
#include <pya/dsp/spectral/stft_stream.hpp>

#endif
