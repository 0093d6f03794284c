// SPDX-License-Identifier: MIT
// Between float samples and 16-bit devices.
#ifndef PYA_SRC_BACKEND_PCM_HPP
#define PYA_SRC_BACKEND_PCM_HPP

#include <cstdint>
#include <span>

namespace pya {

/// Times 32767, rounded, saturated; NaN becomes 0.
void to_int16(std::span<const float> in, std::int16_t* out);
/// The inverse.
void to_float(std::span<const std::int16_t> in, float* out);

} // namespace pya

#endif
