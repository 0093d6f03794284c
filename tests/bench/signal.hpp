// SPDX-License-Identifier: MIT
/// @file
/// The inputs of the library's rows, as signals.
#ifndef PYA_BENCH_SIGNAL_HPP
#define PYA_BENCH_SIGNAL_HPP

#include "row.hpp"

#include <pya/pya.hpp>

namespace bench {

/// make_white() as a signal, made once.
const pya::Asig& noise(pya::Index samples, pya::Index channels = 1);

} // namespace bench

#endif
