// SPDX-License-Identifier: MIT
/// @file
/// Spectra whose bins are evenly spaced in pitch.
#ifndef PYA_DSP_CONSTANT_Q_HPP
#define PYA_DSP_CONSTANT_Q_HPP

#include <pya/dsp/constant_q/constant_q.hpp>
#include <pya/dsp/constant_q/constant_q_options.hpp>

#endif
