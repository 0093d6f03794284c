// SPDX-License-Identifier: MIT
// Values side by side, as many as fit into a register or several of them.
#ifndef PYA_SRC_SIMD_VECTOR_HPP
#define PYA_SRC_SIMD_VECTOR_HPP

#include "simd/inline.hpp"

#include <cstring>

namespace pya::simd {

template <class T, int count>
struct VectorOf {
    typedef T type __attribute__((vector_size(count * sizeof(T))));
};
template <class T>
struct VectorOf<T, 1> {
    using type = T;
};

/// `count` values, a power of 2; one is a plain number. Kernels take vectors by reference: how they are
/// passed by value depends on the instruction set.
template <class T, int count>
using Vector = typename VectorOf<T, count>::type;

template <class V, class T>
PYA_INLINE void load(V& to, const T* from) {
    std::memcpy(&to, from, sizeof to);
}

template <class V, class T>
PYA_INLINE void store(const V& from, T* to) {
    std::memcpy(to, &from, sizeof from);
}

} // namespace pya::simd

#endif
