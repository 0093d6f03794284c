// SPDX-License-Identifier: MIT
/// @file
/// Probabilistic YIN, with librosa's numbers.
#ifndef PYA_DSP_PITCH_PYIN_HPP
#define PYA_DSP_PITCH_PYIN_HPP

#include <pya/dsp/pitch/pitch_options.hpp>
#include <pya/export.hpp>

#include <span>
#include <vector>

namespace pya::dsp {

/// A frame of pyin.
struct PyinFrame {
    double f0 = 0;          ///< in Hz, one of 1 / resolution a semitone from fmin on
    bool voiced = false;    ///< whether there is a pitch
    double probability = 0; ///< that there is, 0 to 1
};

/// The fundamental frequency of one channel by probabilistic YIN (M. Mauch, S. Dixon, "pYIN: A fundamental
/// frequency estimator using probabilistic threshold distributions", 2014), with the digits of librosa.pyin:
/// the troughs of YIN's difference under many thresholds, and the most probable path through all frames,
/// which is why there is no form for streams (PitchAnalyser is one). Frames and their times are those of yin.
/// Silence and frames that hold a NaN are unvoiced.
///
///     for (const PyinFrame& frame : dsp::pyin(x, 22050, {.fmin = 65, .fmax = 1000})) show(frame.f0);
///
/// Throws ArgumentError for what `resolve` refuses, for parameters out of their ranges, and for a range of
/// pitches that is narrower than the greatest transition from frame to frame or has more than 32767 bins.
PYA_DSP_EXPORT std::vector<PyinFrame> pyin(std::span<const float> x, double sr,
                                           const PyinOptions& options = {});
PYA_DSP_EXPORT std::vector<PyinFrame> pyin(std::span<const double> x, double sr,
                                           const PyinOptions& options = {});

} // namespace pya::dsp

#endif
