// SPDX-License-Identifier: MIT
/// @file
/// Probabilistic YIN, with librosa's numbers.
#ifndef PYA_DSP_PITCH_PYIN_HPP
#define PYA_DSP_PITCH_PYIN_HPP

#include <pya/dsp/pitch/yin.hpp>
#include <pya/export.hpp>

#include <array>
#include <limits>
#include <optional>
#include <span>
#include <vector>

namespace pya::dsp {

/// Parameters of pyin. Defaults are librosa's.
struct PyinOptions {
    double fmin = 65.40639132514966;      ///< lowest frequency in Hz, above 0; C2
    double fmax = 2093.004522404789;      ///< highest frequency in Hz, above fmin and at most sr / 2; C7
    Index frame_length = 2048;            ///< samples a frame, at least 4
    std::optional<Index> win_length = {}; ///< samples that are compared; frame_length / 2
    std::optional<Index> hop_length = {}; ///< samples from frame to frame; frame_length / 4
    Index n_thresholds = 100;             ///< thresholds between 0 and 1 that are weighed, 1 to 10000
    std::array<double, 2> beta_parameters = {2, 18}; ///< of their prior, a beta distribution; above 0
    double boltzmann_parameter = 2;                  ///< by which the earlier troughs are preferred; above 0
    double resolution = 0.1;                         ///< of f0, in semitones; above 0 and below 1
    double max_transition_rate = 35.92;              ///< of f0, in octaves a second; not negative
    double switch_prob = 0.01;    ///< of a change between voiced and unvoiced; above 0 and below 1
    double no_trough_prob = 0.01; ///< of the least trough, where none is below the threshold; 0 to 1
    std::optional<double> fill_na =
        std::numeric_limits<double>::quiet_NaN(); ///< f0 where unvoiced; none for a guess
    Boundary boundary = Boundary::zeros; ///< zeros: center with pad_mode constant; off: center = False
};

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
