// SPDX-License-Identifier: MIT
/// @file
/// Onsets as peaks of an envelope, with librosa's numbers.
#ifndef PYA_DSP_RHYTHM_ONSET_DETECT_HPP
#define PYA_DSP_RHYTHM_ONSET_DETECT_HPP

#include <pya/dsp/block.hpp>
#include <pya/export.hpp>

#include <optional>
#include <span>
#include <vector>

namespace pya::dsp {

/// Parameters of onset_detect. Defaults are librosa's; what is left out depends on the rate.
struct OnsetDetectOptions {
    Index stride = 512;                  ///< samples of the signal from value to value, at least 1
    bool backtrack = false;              ///< back to the minimum before, see onset_backtrack
    bool normalize = true;               ///< the envelope is moved and scaled to 0 to 1 first
    std::optional<double> pre_max = {};  ///< see PeakPickOptions; 30 ms
    std::optional<double> post_max = {}; ///< the value itself
    std::optional<double> pre_avg = {};  ///< 100 ms
    std::optional<double> post_avg = {}; ///< 100 ms and the value itself
    std::optional<double> wait = {};     ///< 30 ms
    double delta = 0.07;                 ///< how far a peak stands above the average, 0 or more
};

/// The frames at which an onset envelope has a peak (librosa.onset.onset_detect). An envelope of zeros, and
/// one with a NaN or infinity, has none. `sr` is that of the signal. Throws ArgumentError unless sr > 0 and
/// stride >= 1, and as peak_pick does.
///
///     auto frames = dsp::onset_detect(dsp::onset_strength(x, 22050), 22050);
///
/// OnsetDetector is nearer to the truth, and to 1 ms.
PYA_DSP_EXPORT std::vector<Index> onset_detect(std::span<const double> envelope, double sr,
                                               const OnsetDetectOptions& options = {});

/// Moves each event, which is a frame, back to the last minimum of an energy at or before it, or to 0
/// (librosa.onset.onset_backtrack). Throws ArgumentError for an event that is negative.
PYA_DSP_EXPORT std::vector<Index> onset_backtrack(std::span<const Index> events,
                                                  std::span<const double> energy);

} // namespace pya::dsp

#endif
