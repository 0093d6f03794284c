// SPDX-License-Identifier: MIT
/// @file
/// How a pitch is looked for.
#ifndef PYA_DSP_PITCH_PITCH_OPTIONS_HPP
#define PYA_DSP_PITCH_PITCH_OPTIONS_HPP

#include <pya/dsp/block.hpp>
#include <pya/dsp/segment/boundary.hpp>
#include <pya/units.hpp>

#include <array>
#include <limits>
#include <optional>

namespace pya::dsp {

/// What a PitchAnalyser looks for. The costs are on the scale of the confidence, 0 to 1; those between frames
/// hold for frames 10 ms apart and are scaled for others.
struct PitchOptions {
    double fmin = 50;          ///< lowest frequency in Hz, at least 1; a frame is 3 periods of it
    double fmax = 2100;        ///< highest frequency in Hz, above fmin and below sr / 2
    Seconds hop = 0.01;        ///< from frame to frame, from 0.001 to 1000 s; rounded to samples
    Seconds lookahead = 0.2;   ///< how far a frame's path is followed before it is decided; at most 10 s
    double voicing = 0.3;      ///< confidence from which on a frame is rather voiced
    Decibels silence{-35};     ///< peaks this far below the loudest so far are silence; forgotten by 3 dB/s
    double octave_cost = 0.02; ///< by which the higher of two candidates an octave apart is preferred
    double jump_cost = 0.7;    ///< of a jump by an octave from frame to frame
    double switch_cost = 0.3;  ///< of a change between voiced and unvoiced
};

/// The frames of yin and pyin and the range they look in. Defaults are librosa's.
struct YinOptions {
    double fmin = 65.40639132514966;      ///< lowest frequency in Hz, above 0; C2
    double fmax = 2093.004522404789;      ///< highest frequency in Hz, above fmin and at most sr / 2; C7
    Index frame_length = 2048;            ///< samples a frame, at least 4
    std::optional<Index> win_length = {}; ///< samples that are compared; frame_length / 2
    std::optional<Index> hop_length = {}; ///< samples from frame to frame; frame_length / 4
    double trough_threshold = 0.1;        ///< of the difference, below which the first trough is taken
    Boundary boundary = Boundary::zeros;  ///< zeros: center with pad_mode constant; off: center = False
};

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

} // namespace pya::dsp

#endif
