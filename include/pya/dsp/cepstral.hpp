// SPDX-License-Identifier: MIT
/// @file
/// Mel filters and cepstra.
#ifndef PYA_DSP_CEPSTRAL_HPP
#define PYA_DSP_CEPSTRAL_HPP

#include <pya/dsp/cepstral/mel.hpp>
#include <pya/dsp/cepstral/mfcc.hpp>
#include <pya/dsp/cepstral/mfcc_stream.hpp>

#endif
