// SPDX-License-Identifier: MIT
// Choices for loops that the compiler vectorises. They are made bit by bit, because around a branch, or what
// becomes one, a loop is not vectorised.
#ifndef PYA_SRC_SIMD_CHOSEN_HPP
#define PYA_SRC_SIMD_CHOSEN_HPP

#include "simd/inline.hpp"

#include <bit>
#include <cmath>
#include <cstdint>
#include <type_traits>

namespace pya::simd {

/// a where a condition holds, b elsewhere.
template <class T>
PYA_INLINE T chosen(bool condition, T a, T b) {
    using Bits = std::conditional_t<sizeof(T) == 4, std::uint32_t, std::uint64_t>;
    const Bits mask = 0 - static_cast<Bits>(condition);
    return std::bit_cast<T>((std::bit_cast<Bits>(a) & mask) | (std::bit_cast<Bits>(b) & ~mask));
}

/// x, but at most `bound` from 0; NaN of NaN.
template <class T>
PYA_INLINE T bounded(T x, T bound) {
    return chosen(std::fabs(x) > bound, std::copysign(bound, x), x);
}

} // namespace pya::simd

#endif
