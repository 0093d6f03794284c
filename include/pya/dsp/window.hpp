// SPDX-License-Identifier: MIT
/// @file
/// Window functions.
#ifndef PYA_DSP_WINDOW_HPP
#define PYA_DSP_WINDOW_HPP

#include <pya/dsp/window/window.hpp>

#endif
