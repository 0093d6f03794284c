// SPDX-License-Identifier: MIT
// Converts between float samples and those of 16-bit devices.
#ifndef PYA_SRC_BACKEND_PCM_HPP
#define PYA_SRC_BACKEND_PCM_HPP

#include <cstdint>
#include <span>

namespace pya {

/// Multiplies by 32767, rounds and saturates; NaN becomes 0.
void to_int16(std::span<const float> in, std::int16_t* out);
/// Converts back.
void to_float(std::span<const std::int16_t> in, float* out);

} // namespace pya

#endif
