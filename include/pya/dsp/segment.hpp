// SPDX-License-Identifier: MIT
/// @file
/// Signals cut into segments, frames and events.
#ifndef PYA_DSP_SEGMENT_HPP
#define PYA_DSP_SEGMENT_HPP

#include <pya/dsp/segment/boundary.hpp>
#include <pya/dsp/segment/events.hpp>
#include <pya/dsp/segment/frames.hpp>
#include <pya/dsp/segment/overlap_add.hpp>
#include <pya/dsp/segment/pad.hpp>
#include <pya/dsp/segment/padding.hpp>
#include <pya/dsp/segment/segment_layout.hpp>
#include <pya/dsp/segment/segment_options.hpp>
#include <pya/dsp/segment/segmenter.hpp>
#include <pya/dsp/segment/window_op.hpp>

#endif
