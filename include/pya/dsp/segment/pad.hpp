// SPDX-License-Identifier: MIT
/// @file
/// What lies beyond the ends of a signal that is cut into segments.
#ifndef PYA_DSP_SEGMENT_PAD_HPP
#define PYA_DSP_SEGMENT_PAD_HPP

namespace pya::dsp {

/// What a segment contains where the signal has no samples: the signal reflected at its first and last sample
/// (which is not repeated, as in numpy.pad's reflect), zeros, or nothing, so that the segments at the ends
/// are shorter.
enum class Pad { mirror, zeros, off };

} // namespace pya::dsp

#endif
