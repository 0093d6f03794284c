// SPDX-License-Identifier: MIT
/// @file
/// Powers of two, the lengths whose transforms are fastest.
#ifndef PYA_DSP_SPECTRAL_POW2_HPP
#define PYA_DSP_SPECTRAL_POW2_HPP

#include <pya/export.hpp>

#include <cstdint>

namespace pya::dsp {

/// The smallest power of 2 that is not less than x; 2 for 0, as in pya. Throws ArgumentError for x < 0 and
/// beyond 2^62.
PYA_DSP_EXPORT std::int64_t next_pow2(std::int64_t x);

/// True for 1, 2, 4, 8, ...
PYA_DSP_EXPORT bool is_pow2(std::int64_t x);

} // namespace pya::dsp

#endif
