// SPDX-License-Identifier: MIT
/// @file
/// The peaks of a spectrum between its bins, and how far they are out of tune, with librosa's numbers.
#ifndef PYA_DSP_FEATURE_PIPTRACK_HPP
#define PYA_DSP_FEATURE_PIPTRACK_HPP

#include <pya/dsp/feature/feature_options.hpp>
#include <pya/export.hpp>

#include <optional>
#include <span>
#include <vector>

namespace pya::dsp {

/// Which peaks count.
struct PiptrackOptions {
    double fmin = 150;              ///< in Hz
    double fmax = 4000;             ///< in Hz, below it
    double threshold = 0.1;         ///< share of the frame's largest value that a peak is above
    std::optional<double> ref = {}; ///< the value itself that a peak is above, in place of a share
};

/// The peaks of one spectrum of a transform of nfft samples: at a bin with a peak its frequency and height
/// after a parabola through it and its neighbours, elsewhere 0 (J. O. Smith, "Spectral audio signal
/// processing"). Throws ArgumentError unless there are nfft / 2 + 1 bins everywhere, sr > 0, 2 <= nfft <=
/// longest_frame, fmin <= fmax and threshold is finite.
PYA_DSP_EXPORT void piptrack(std::span<const double> spectrum, double sr, Index nfft,
                             std::span<double> pitches, std::span<double> magnitudes,
                             const PiptrackOptions& options = {});

/// The peaks of all frames.
struct Piptrack {
    Index frames = 0;                    ///< of each channel
    std::vector<double> pitches = {};    ///< channel by channel, frame by frame: a value for each bin
    std::vector<double> magnitudes = {}; ///< in the same order
};

/// The same for all frames of a signal, of the magnitudes of their bins. Throws ArgumentError as frame_count.
PYA_DSP_EXPORT Piptrack piptrack(Block<const float> sig, double sr, const FrameOptions& frames = {},
                                 const PiptrackOptions& options = {});
PYA_DSP_EXPORT Piptrack piptrack(Block<const double> sig, double sr, const FrameOptions& frames = {},
                                 const PiptrackOptions& options = {});

/// How far frequencies lie, on the whole, from the tempered scale: the fullest bin of a histogram of their
/// distances, from -0.5 to 0.5 of a step, `bins_per_octave` of them an octave. 0 when there are none above 0
/// Hz. Throws ArgumentError unless 0 < resolution <= 1 and bins_per_octave >= 1.
PYA_DSP_EXPORT double pitch_tuning(std::span<const double> hz, double resolution = 0.01,
                                   Index bins_per_octave = 12);

/// How estimate_tuning looks at a signal.
struct TuningOptions {
    double resolution = 0.01;   ///< of the result, in steps
    Index bins_per_octave = 12; ///< steps an octave
    double power = 1;           ///< 1 for peaks of magnitudes, 2 for those of powers
    PiptrackOptions peaks = {}; ///< which peaks count
};

/// The pitch_tuning of the higher half of the peaks of a signal, all channels together. 0 for silence.
PYA_DSP_EXPORT double estimate_tuning(Block<const float> sig, double sr, const FrameOptions& frames = {},
                                      const TuningOptions& options = {});
PYA_DSP_EXPORT double estimate_tuning(Block<const double> sig, double sr, const FrameOptions& frames = {},
                                      const TuningOptions& options = {});

} // namespace pya::dsp

#endif
