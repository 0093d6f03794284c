// SPDX-License-Identifier: MIT
/// @file
/// The whole library.
#ifndef PYA_PYA_HPP
#define PYA_PYA_HPP

#include <pya/asig.hpp>
#include <pya/error.hpp>
#include <pya/index.hpp>
#include <pya/io/audio_file.hpp>
#include <pya/io/buf_to_float.hpp>
#include <pya/log.hpp>
#include <pya/mapping.hpp>
#include <pya/ugen.hpp>
#include <pya/units.hpp>
#include <pya/version.hpp>

#endif
