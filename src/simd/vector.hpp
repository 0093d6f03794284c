// SPDX-License-Identifier: MIT
// Several values side by side, which fill a register or several of them.
#ifndef PYA_SRC_SIMD_VECTOR_HPP
#define PYA_SRC_SIMD_VECTOR_HPP

#include "simd/inline.hpp"

#include <cstring>
#include <type_traits>

namespace pya::simd {

template <class T, int count>
struct VectorOf {
    typedef T type __attribute__((vector_size(count * sizeof(T))));
};
template <class T>
struct VectorOf<T, 1> {
    using type = T;
};

/// `count` values, a power of 2; one value is a plain number. Kernels take vectors by reference, because how
/// a vector is passed by value depends on the instruction set.
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

/// Converts each value to another type.
template <class V, class T>
PYA_INLINE void load_as(V& to, const T* from) {
    using Value = std::remove_cvref_t<decltype(to[0])>;
    constexpr int count = sizeof(V) / sizeof(Value);
#ifdef __clang__
    Vector<T, count> values;
    load(values, from);
    to = __builtin_convertvector(values, V);
#else // g++ would convert the vector in two halves
    Value values[count];
    for (int i = 0; i < count; ++i) values[i] = static_cast<Value>(from[i]);
    load(to, values);
#endif
}

template <class T>
PYA_INLINE void load_as(double& to, const T* from) {
    to = static_cast<double>(*from);
}

template <class V, class T>
PYA_INLINE void store_as(const V& from, T* to) {
    using Value = std::remove_cvref_t<decltype(from[0])>;
    constexpr int count = sizeof(V) / sizeof(Value);
#ifdef __clang__
    const Vector<T, count> values = __builtin_convertvector(from, Vector<T, count>);
    store(values, to);
#else
    Value values[count];
    store(from, values);
    for (int i = 0; i < count; ++i) to[i] = static_cast<T>(values[i]);
#endif
}

/// Moves the smaller value of each place to `low` and the larger one to `high`.
template <class V>
PYA_INLINE void order_lanes(V& low, V& high) {
    const V a = low, b = high;
    low = a < b ? a : b;
    high = b < a ? a : b; // by a comparison of its own both are one instruction each
}

} // namespace pya::simd

#endif
