// SPDX-License-Identifier: MIT
/// @file
/// Asig: an audio signal as a value. The parts are in pya/asig/: the class in signal.hpp, the options of its
/// methods in options.hpp, selections that can be assigned to in selection.hpp, and arithmetic in
/// arithmetic.hpp.
#ifndef PYA_ASIG_HPP
#define PYA_ASIG_HPP

#include <pya/asig/arithmetic.hpp>
#include <pya/asig/mix.hpp>
#include <pya/asig/options.hpp>
#include <pya/asig/selection.hpp>
#include <pya/asig/signal.hpp>

#endif
