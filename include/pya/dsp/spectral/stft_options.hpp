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

/// What is taken off a segment before it is windowed: nothing, its mean, or its least-squares line.
enum class Detrend { off, constant, linear };

/// The longest segment and transform of a frame, in samples.
inline constexpr Index longest_frame = Index{1} << 28;

/// Parameters of the short-time Fourier transform. Defaults are scipy's and pya's.
struct StftOptions {
    Index nperseg = 256; ///< samples a segment; held down to the signal's length
    /// A window with explicit samples sets nperseg to their number.
    Window window = "hann";
    std::optional<Index> noverlap = {};  ///< samples two neighbours share; nperseg / 2
    std::optional<Index> nfft = {};      ///< samples of the transform, with zeros; nperseg
    Detrend detrend = Detrend::off;      ///< taken off each segment
    bool return_onesided = true;         ///< nfft / 2 + 1 bins, otherwise all nfft in the order of the FFT
    Boundary boundary = Boundary::zeros; ///< what lies beyond the ends
    bool padded = true;                  ///< zeros at the end, so that every sample is in a frame
    int threads = 1; ///< that may share the work on a whole signal, 1 or more; the bits are the same
};

} // namespace pya::dsp

#endif
