// SPDX-License-Identifier: MIT
/// @file
/// Generators: sounds that are not computed yet, Agen and the namespace gen.
#ifndef PYA_AGEN_HPP
#define PYA_AGEN_HPP

#include <pya/agen/envelopes.hpp>
#include <pya/agen/filters.hpp>
#include <pya/agen/generator.hpp>
#include <pya/agen/mix.hpp>
#include <pya/agen/noise.hpp>
#include <pya/agen/oscillators.hpp>
#include <pya/agen/param.hpp>
#include <pya/agen/player.hpp>
#include <pya/agen/samples.hpp>
#include <pya/agen/through.hpp>

#endif
