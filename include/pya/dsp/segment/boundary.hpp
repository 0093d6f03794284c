// SPDX-License-Identifier: MIT
/// @file
/// What segments contain beyond the ends of a signal.
#ifndef PYA_DSP_SEGMENT_BOUNDARY_HPP
#define PYA_DSP_SEGMENT_BOUNDARY_HPP

namespace pya::dsp {

/// What is added at either end of a signal, nperseg / 2 samples each: nothing, zeros, the signal mirrored
/// (even), the signal mirrored and turned around its end point (odd), or its end point repeated (constant).
enum class Boundary { off, zeros, even, odd, constant };

} // namespace pya::dsp

#endif
