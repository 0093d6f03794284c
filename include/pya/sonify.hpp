// SPDX-License-Identifier: MIT
/// @file
/// From data to sound: columns are mapped to parameters, a table of events becomes a signal, and notes become
/// a score.
#ifndef PYA_SONIFY_HPP
#define PYA_SONIFY_HPP

#include <pya/sonify/data_map.hpp>
#include <pya/sonify/notes.hpp>
#include <pya/sonify/scales.hpp>
#include <pya/sonify/sonify.hpp>

#endif
