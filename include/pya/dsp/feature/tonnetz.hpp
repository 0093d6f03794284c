// SPDX-License-Identifier: MIT
/// @file
/// Where a chord lies in the space of fifths and thirds.
#ifndef PYA_DSP_FEATURE_TONNETZ_HPP
#define PYA_DSP_FEATURE_TONNETZ_HPP

#include <pya/dsp/block.hpp>
#include <pya/export.hpp>

namespace pya::dsp {

/// Six coordinates of each frame of chroma: fifths (x, y), minor thirds, major thirds (C. Harte, M. Sandler,
/// M. Gasser 2006, "Detecting harmonic change in musical audio"), with librosa's numbers. Frames are the
/// channels of the blocks: classes x frames in, 6 x frames out. A frame of zeros gives zeros. Throws
/// ArgumentError for no classes and blocks that don't fit.
PYA_DSP_EXPORT void tonnetz(Block<const double> chroma, Block<double> out);

} // namespace pya::dsp

#endif
