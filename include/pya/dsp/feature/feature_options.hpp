// SPDX-License-Identifier: MIT
/// @file
/// How spectral features are taken. Defaults are librosa's.
#ifndef PYA_DSP_FEATURE_FEATURE_OPTIONS_HPP
#define PYA_DSP_FEATURE_FEATURE_OPTIONS_HPP

#include <pya/dsp/feature/chroma_filters.hpp>
#include <pya/dsp/feature/mel_filters.hpp>
#include <pya/dsp/segment/boundary.hpp>
#include <pya/dsp/window/window.hpp>
#include <pya/export.hpp>

#include <optional>

namespace pya::dsp {

/// How a signal is cut into frames.
struct FrameOptions {
    Index nperseg = 2048;                ///< samples under the window
    Index stride = 512;                  ///< samples from frame to frame
    std::optional<Index> nfft = {};      ///< samples of a frame, with the window in its middle; nperseg
    Window window = "hann";              ///< periodic
    Boundary boundary = Boundary::zeros; ///< beyond the ends; off: the first frame begins with the signal
};

/// The options with nfft filled in and, for a window given by its samples, nperseg. Throws ArgumentError
/// unless 1 <= nperseg <= nfft <= longest_frame and 1 <= stride < 2^48.
PYA_DSP_EXPORT FrameOptions resolve(const FrameOptions& options);

/// Frames of n samples; none of an empty signal. The options are resolved ones. Throws ArgumentError where a
/// boundary needs a longer signal: off a frame, even and odd nfft / 2 + 1 samples.
PYA_DSP_EXPORT Index frame_count(const FrameOptions& options, Index n);

/// Parameters of the cepstral coefficients in librosa's convention (pya's are MfccOptions).
struct MelCepstrumOptions {
    Index n_mfcc = 20; ///< coefficients, 1 to n_mels
    int dct_type = 2;  ///< 1, 2 or 3
    bool ortho = true; ///< an orthonormal transform, otherwise scipy's plain one
    double lifter = 0; ///< coefficient k times 1 + lifter / 2 sin(pi (k + 1) / lifter); 0 is off
    std::optional<double> top_db = 80; ///< mel decibels are held so far below the loudest
};

/// Parameters of the spectral contrast (D. Jiang et al. 2002, "Music type classification by spectral contrast
/// feature").
struct ContrastOptions {
    double fmin = 200;                 ///< the first band ends there, in Hz, the others an octave higher each
    Index n_bands = 6;                 ///< octaves above fmin
    double quantile = 0.02;            ///< share of a band's bins that are its peak, and its valley
    bool linear = false;               ///< a difference of magnitudes instead of decibels
    std::optional<double> top_db = 80; ///< peaks and valleys are held so far below the loudest
};

/// Parameters of the features that one transform gives.
struct FeatureOptions {
    MelOptions mel = {};               ///< of mel and mfcc
    MelCepstrumOptions mfcc = {};      ///< of mfcc
    ChromaOptions chroma = {};         ///< of chroma
    ContrastOptions contrast = {};     ///< of contrast
    double bandwidth_order = 2;        ///< p of the bandwidth, above 0
    bool bandwidth_norm = true;        ///< magnitudes are shares of their sum
    double roll_percent = 0.85;        ///< share of the magnitudes below the rolloff, between 0 and 1
    double flatness_power = 2;         ///< of the magnitudes that flatness compares, above 0
    double flatness_amin = 1e-10;      ///< lesser powers count as this, above 0
    double crossing_threshold = 1e-10; ///< samples of no larger magnitude are 0, not below 0
    bool crossing_zero_pos = true;     ///< 0 counts as positive, otherwise as a sign of its own
};

} // namespace pya::dsp

#endif
