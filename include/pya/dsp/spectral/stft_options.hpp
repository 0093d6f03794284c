// SPDX-License-Identifier: MIT
/// @file
/// The parameters of short-time Fourier transforms.
#ifndef PYA_DSP_SPECTRAL_STFT_OPTIONS_HPP
#define PYA_DSP_SPECTRAL_STFT_OPTIONS_HPP

#include <pya/dsp/block.hpp>
#include <pya/dsp/segment/boundary.hpp>
#include <pya/dsp/window/window.hpp>

#include <optional>

namespace pya::dsp {

/// What is subtracted from a segment before it is windowed: nothing, its mean, or its least-squares line.
enum class Detrend { off, constant, linear };

/// The longest segment and transform of a frame, in samples.
inline constexpr Index longest_frame = Index{1} << 28;

/// Parameters of the short-time Fourier transform. Defaults are scipy's and pya's.
struct StftOptions {
    Index nperseg = 256; ///< samples a segment, at most the length of the signal
    /// A window with explicit samples sets nperseg to their number.
    Window window = "hann";
    std::optional<Index> noverlap = {}; ///< samples that two neighbours share; nperseg / 2 if left out
    std::optional<Index> nfft = {}; ///< length of the transform, filled up with zeros; nperseg if left out
    Detrend detrend = Detrend::off; ///< what is subtracted from each segment
    bool return_onesided = true;    ///< nfft / 2 + 1 bins, otherwise all nfft in the order of the FFT
    Boundary boundary = Boundary::zeros; ///< what is added at the ends
    bool padded = true;                  ///< zeros at the end, so that every sample is in a frame
    /// How many threads may share the work on a whole signal, 1 or more; the bits are the same.
    int threads = 1;
};

} // namespace pya::dsp

#endif
