// SPDX-License-Identifier: MIT
/// @file
/// What lies beyond the ends of a signal that is cut into segments.
#ifndef PYA_DSP_SEGMENT_PAD_HPP
#define PYA_DSP_SEGMENT_PAD_HPP

namespace pya::dsp {

/// What a segment has where the signal has no samples: the signal reflected at its first and last sample
/// (each once, as numpy.pad's reflect), zeros, or nothing, which makes the segments at the ends shorter.
enum class Pad { mirror, zeros, off };

} // namespace pya::dsp

#endif
