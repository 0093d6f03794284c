// SPDX-License-Identifier: MIT
/// @file
/// How much a spectrum grows from frame to frame, with librosa's numbers.
#ifndef PYA_DSP_RHYTHM_ONSET_STRENGTH_HPP
#define PYA_DSP_RHYTHM_ONSET_STRENGTH_HPP

#include <pya/dsp/block.hpp>
#include <pya/dsp/feature/feature_options.hpp>
#include <pya/export.hpp>

#include <vector>

namespace pya::dsp {

/// The one value that stands for many.
enum class Aggregate { mean, median };

/// Parameters of onset_strength. Defaults are librosa's.
struct OnsetStrengthOptions {
    Index lag = 1;        ///< frames that a rise is over, 1 or more
    Index max_size = 1;   ///< bands of the earlier frame around a band that it must rise above, 1 or more
    bool detrend = false; ///< slow changes of the envelope are filtered out
    /// The envelope comes nfft / (2 stride) frames later, because a frame sees an onset half a window before
    /// its centre.
    bool center = true;
    Aggregate aggregate = Aggregate::mean; ///< of the bands' rises
    /// Where groups of bands begin, and where the last one ends: {0, 16, 128} are the lower 16 and all
    /// others. Each group has an envelope of its own. If empty, all bands are one group.
    std::vector<Index> groups = {};
    FrameOptions frames = {}; ///< how the signal is cut; of decibels that are given only nfft / (2 stride)
    MelOptions mel = {};      ///< the bands of a signal
};

/// How much each frame of a spectrum in decibels, bands x frames, rises above an earlier one
/// (librosa.onset.onset_strength, with groups onset_strength_multi): as many values as frames, or with groups
/// one for each group, frame by frame. Frames without an earlier one have 0. A NaN makes the frames NaN that
/// meet it. Throws ArgumentError for an option out of its range, and groups that don't ascend within the
/// bands.
PYA_DSP_EXPORT std::vector<double> onset_strength(Block<const double> decibels,
                                                  const OnsetStrengthOptions& options = {});

/// The same of the mel spectrum of each channel of a signal, 80 dB from the loudest down, in each frame
/// channel by channel. Throws ArgumentError as features() does, too.
///
///     std::vector<double> envelope = dsp::onset_strength(x, 22050, {.frames = {.stride = 256}});
PYA_DSP_EXPORT std::vector<double> onset_strength(Block<const float> sig, double sr,
                                                  const OnsetStrengthOptions& options = {});
PYA_DSP_EXPORT std::vector<double> onset_strength(Block<const double> sig, double sr,
                                                  const OnsetStrengthOptions& options = {});

} // namespace pya::dsp

#endif
