// SPDX-License-Identifier: MIT
/// @file
/// The parameters of the reduction of noise.
#ifndef PYA_DSP_SEPARATE_DENOISE_OPTIONS_HPP
#define PYA_DSP_SEPARATE_DENOISE_OPTIONS_HPP

#include <pya/dsp/block.hpp>
#include <pya/units.hpp>

namespace pya::dsp {

/// Parameters of denoise().
struct DenoiseOptions {
    /// Samples of a frame, 16 to longest_frame and a multiple of 4; about 20 ms suit speech, more suits
    /// tones. Frames are a quarter of that apart.
    Index nperseg = 1024;
    /// By how much noise is turned down at most, above 0 to 120 dB. What is left of it sounds as it did
    /// before. Above about 20 dB it begins to chirp.
    Decibels reduction = Decibels(18);
    /// How much the last frame counts in the estimate of what is sound, 0 to below 1. Less is faster, and
    /// chirps.
    double smoothing = 0.98;
    /// The share of the frames in which nothing but noise is heard, above 0 to below 1, where the noise is
    /// learnt from the signal.
    double quantile = 0.2;
};

} // namespace pya::dsp

#endif
