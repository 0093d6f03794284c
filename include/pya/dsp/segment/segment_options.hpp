// SPDX-License-Identifier: MIT
/// @file
/// Which overlapping segments of a signal are taken, and what happens with them.
#ifndef PYA_DSP_SEGMENT_SEGMENT_OPTIONS_HPP
#define PYA_DSP_SEGMENT_SEGMENT_OPTIONS_HPP

#include <pya/dsp/block.hpp>
#include <pya/dsp/segment/pad.hpp>
#include <pya/dsp/window/window.hpp>

#include <cstdint>
#include <string>

namespace pya::dsp {

/// Which segments window_op() takes, and what it computes.
struct WindowOpOptions {
    Index nperseg = 64;     ///< samples a segment, 1 to 2^31 - 1
    Index stride = 32;      ///< samples from centre to centre, at least 1; divides the rate of the result
    Window win = {};        ///< applied to each segment
    std::string fn = "rms"; ///< rms, mean, sum, std, var, min or max, where no function is given
    Pad pad = Pad::mirror;  ///< what a segment contains beyond the ends
};

/// Which grains overlap_add() takes, and where they go. Lengths and strides are at most 2^31 - 1.
struct OverlapAddOptions {
    Index nperseg = 64;     ///< samples a grain, at least 1
    Index stride_in = 32;   ///< samples between the grains' centres in the signal, at least 1
    Index stride_out = 32;  ///< samples between the grains' centres in the result, at least 1
    Index jitter_in = 0;    ///< each grain is taken up to jitter_in - 1 samples later, at random; 0 for none
    Index jitter_out = 0;   ///< each grain is added up to jitter_out - 1 samples later, at random; 0 for none
    Window win = {};        ///< applied to each grain
    std::uint32_t seed = 0; ///< of the jitter
    Pad pad = Pad::zeros;   ///< what a grain contains beyond the ends; off means zeros
};

} // namespace pya::dsp

#endif
