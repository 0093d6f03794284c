// SPDX-License-Identifier: MIT
/// @file
/// Where a signal is not silent, with librosa's numbers.
#ifndef PYA_DSP_FEATURE_SOUNDING_HPP
#define PYA_DSP_FEATURE_SOUNDING_HPP

#include <pya/dsp/block.hpp>
#include <pya/dsp/segment/events.hpp>
#include <pya/export.hpp>

#include <optional>
#include <vector>

namespace pya::dsp {

/// What counts as silent.
struct SoundingOptions {
    double top_db = 60;             ///< levels so far below the reference and more are silent, 0 or more
    std::optional<double> ref = {}; ///< an rms; that of the loudest frame if left out
    Index nperseg = 2048;           ///< samples of a frame, 1 to longest_frame
    Index stride = 512;             ///< samples from frame to frame, at least 1
};

/// The stretches of a signal in which a channel is not silent, by the rms of frames around every `stride`-th
/// sample (librosa.effects.split). All of a signal of zeros is one stretch, since nothing in it is softer
/// than the rest; an empty one and one with a NaN has none. Throws ArgumentError for an option out of its
/// range.
///
///     for (const auto [begin, end] : dsp::sounding(sig.sig(), {.top_db = 30})) use(sig(slice(begin, end)));
PYA_DSP_EXPORT std::vector<Event> sounding(Block<const float> sig, const SoundingOptions& options = {});
PYA_DSP_EXPORT std::vector<Event> sounding(Block<const double> sig, const SoundingOptions& options = {});

} // namespace pya::dsp

#endif
