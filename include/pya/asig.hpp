// SPDX-License-Identifier: MIT
/// @file
/// Asig: an audio signal as a value, with all that belongs to it. Its parts stand in pya/asig/: the class in
/// signal.hpp, the options of its methods in options.hpp, selecting for assignment in selection.hpp, and what
/// may stand beside a signal in an expression in arithmetic.hpp.
#ifndef PYA_ASIG_HPP
#define PYA_ASIG_HPP

#include <pya/asig/arithmetic.hpp>
#include <pya/asig/options.hpp>
#include <pya/asig/selection.hpp>
#include <pya/asig/signal.hpp>

#endif
