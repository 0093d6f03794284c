// SPDX-License-Identifier: MIT
/// @file
/// What Asig::mix() adds up.
#ifndef PYA_ASIG_MIX_HPP
#define PYA_ASIG_MIX_HPP

#include <pya/asig/signal.hpp>
#include <pya/units.hpp>

namespace pya {

/// One of the signals that Asig::mix() adds up.
struct MixPart {
    Asig sig;          ///< shares the memory of the signal
    Seconds onset = 0; ///< its place in the sum, 0 or more
    double gain = 1;   ///< factor; dbamp(-6) for a level in dB
};

} // namespace pya

#endif
