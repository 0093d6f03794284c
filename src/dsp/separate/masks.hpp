// SPDX-License-Identifier: MIT
// The masks of harmonic and percussive sound, frame by frame.
#ifndef PYA_SRC_DSP_SEPARATE_MASKS_HPP
#define PYA_SRC_DSP_SEPARATE_MASKS_HPP

#include <pya/dsp/separate/hpss_options.hpp>

#include <functional>

namespace pya::dsp::impl {

/// Writes the magnitudes of a frame, 0 or more or NaN.
template <class T>
using FrameReader = std::function<void(Index frame, T* magnitudes)>;

/// Takes the harmonic and the percussive mask of a frame, which it may change.
template <class T>
using MaskSink = std::function<void(Index frame, T* harmonic, T* percussive)>;

/// Reads every frame once, then hands out the masks of every frame. The options must have been checked.
void for_each_mask(Index bins, Index frames, const HpssOptions& options, const FrameReader<float>& read,
                   const MaskSink<float>& sink);
void for_each_mask(Index bins, Index frames, const HpssOptions& options, const FrameReader<double>& read,
                   const MaskSink<double>& sink);

} // namespace pya::dsp::impl

#endif
