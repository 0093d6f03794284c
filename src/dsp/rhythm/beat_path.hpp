// SPDX-License-Identifier: MIT
// The steady path through strong onsets.
#ifndef PYA_SRC_DSP_RHYTHM_BEAT_PATH_HPP
#define PYA_SRC_DSP_RHYTHM_BEAT_PATH_HPP

#include <pya/dsp/block.hpp>

#include <span>
#include <vector>

namespace pya::dsp::impl {

/// Frames that are about `period` frames apart and together as strong as possible.
std::vector<Index> beat_path(std::span<const float> strength, double period);

} // namespace pya::dsp::impl

#endif
