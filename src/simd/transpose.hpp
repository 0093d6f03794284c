// SPDX-License-Identifier: MIT
// Square matrices in registers, with a row in each.
#ifndef PYA_SRC_SIMD_TRANSPOSE_HPP
#define PYA_SRC_SIMD_TRANSPOSE_HPP

#include "simd/inline.hpp"

namespace pya::simd {

/// Exchanges the odd blocks of `size` doubles of a with the even ones of b.
template <int T, int size, class V>
PYA_INLINE void exchange(V& a, V& b) {
    const V even = a, odd = b;
    if constexpr (T == 2)
        a = __builtin_shufflevector(even, odd, 0, 2), b = __builtin_shufflevector(even, odd, 1, 3);
    else if constexpr (T == 4 && size == 1)
        a = __builtin_shufflevector(even, odd, 0, 4, 2, 6),
        b = __builtin_shufflevector(even, odd, 1, 5, 3, 7);
    else if constexpr (T == 4)
        a = __builtin_shufflevector(even, odd, 0, 1, 4, 5),
        b = __builtin_shufflevector(even, odd, 2, 3, 6, 7);
    else if constexpr (size == 1)
        a = __builtin_shufflevector(even, odd, 0, 8, 2, 10, 4, 12, 6, 14),
        b = __builtin_shufflevector(even, odd, 1, 9, 3, 11, 5, 13, 7, 15);
    else if constexpr (size == 2)
        a = __builtin_shufflevector(even, odd, 0, 1, 8, 9, 4, 5, 12, 13),
        b = __builtin_shufflevector(even, odd, 2, 3, 10, 11, 6, 7, 14, 15);
    else
        a = __builtin_shufflevector(even, odd, 0, 1, 2, 3, 8, 9, 10, 11),
        b = __builtin_shufflevector(even, odd, 4, 5, 6, 7, 12, 13, 14, 15);
}

/// Transposes T vectors of T doubles (J. O. Eklundh, A fast computer method for matrix transposing, 1972).
template <int T, int size = 1, class V>
PYA_INLINE void transpose(V (&v)[T]) {
    for (int first = 0; first < T; first += 2 * size)
        for (int i = first; i < first + size; ++i) exchange<T, size>(v[i], v[i + size]);
    if constexpr (2 * size < T) transpose<T, 2 * size>(v);
}

} // namespace pya::simd

#endif
