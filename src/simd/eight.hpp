// SPDX-License-Identifier: MIT
// Eight doubles side by side, in as many registers as the instruction set needs for them. g++ keeps a vector
// that is wider than a register in memory, and compares and shuffles it value by value.
#ifndef PYA_SRC_SIMD_EIGHT_HPP
#define PYA_SRC_SIMD_EIGHT_HPP

#include "simd/instruction_set.hpp"
#include "simd/transpose.hpp"
#include "simd/vector.hpp"

#include <cstddef>

namespace pya::simd {

template <class Set>
struct Eight {
    static constexpr int width = Set::bytes / static_cast<int>(sizeof(double)); ///< values in a register
    static constexpr int registers = 8 / width;
    using Register = Vector<double, width>;

    Register part[registers];
};

template <class Set>
PYA_INLINE void fill(Eight<Set>& x, double value) {
#pragma GCC unroll 4
    for (int r = 0; r < Eight<Set>::registers; ++r) x.part[r] = typename Eight<Set>::Register{} + value;
}

template <class Set>
PYA_INLINE void load(Eight<Set>& to, const double* from) {
#pragma GCC unroll 4
    for (int r = 0; r < Eight<Set>::registers; ++r) load(to.part[r], from + r * Eight<Set>::width);
}

/// Loads float or double.
template <class Set, class T>
PYA_INLINE void load_as(Eight<Set>& to, const T* from) {
#pragma GCC unroll 4
    for (int r = 0; r < Eight<Set>::registers; ++r) load_as(to.part[r], from + r * Eight<Set>::width);
}

template <class Set>
PYA_INLINE void store(const Eight<Set>& from, double* to) {
#pragma GCC unroll 4
    for (int r = 0; r < Eight<Set>::registers; ++r) store(from.part[r], to + r * Eight<Set>::width);
}

/// Stores float or double, rounded.
template <class Set, class T>
PYA_INLINE void store_as(const Eight<Set>& from, T* to) {
#pragma GCC unroll 4
    for (int r = 0; r < Eight<Set>::registers; ++r) store_as(from.part[r], to + r * Eight<Set>::width);
}

/// to += from
template <class Set>
PYA_INLINE void add(Eight<Set>& to, const Eight<Set>& from) {
#pragma GCC unroll 4
    for (int r = 0; r < Eight<Set>::registers; ++r) to.part[r] += from.part[r];
}

/// sum += x factor, where the factor is one number or eight.
template <class Set>
PYA_INLINE void add_product(Eight<Set>& sum, const Eight<Set>& x, double factor) {
#pragma GCC unroll 4
    for (int r = 0; r < Eight<Set>::registers; ++r) sum.part[r] += x.part[r] * factor;
}
template <class Set>
PYA_INLINE void add_product(Eight<Set>& sum, const Eight<Set>& x, const Eight<Set>& factor) {
#pragma GCC unroll 4
    for (int r = 0; r < Eight<Set>::registers; ++r) sum.part[r] += x.part[r] * factor.part[r];
}

/// Writes the sum of the eight values of each x, `count` of them, which is a multiple of a register's width.
/// All sets add in the same order.
template <int count, class Set>
PYA_INLINE void store_sums(const Eight<Set> (&x)[count], double* sums) {
    constexpr int width = Eight<Set>::width, registers = Eight<Set>::registers;
    static_assert(count % width == 0);
#pragma GCC unroll 8
    for (int first = 0; first < count; first += width) {
        typename Eight<Set>::Register rows[registers];
#pragma GCC unroll 4
        for (int r = 0; r < registers; ++r) {
            typename Eight<Set>::Register square[width];
#pragma GCC unroll 8
            for (int i = 0; i < width; ++i) square[i] = x[first + i].part[r];
            transpose<width>(square);
            if constexpr (width == 8)
                rows[r] = ((square[0] + square[1]) + (square[2] + square[3])) +
                          ((square[4] + square[5]) + (square[6] + square[7]));
            else if constexpr (width == 4)
                rows[r] = (square[0] + square[1]) + (square[2] + square[3]);
            else
                rows[r] = square[0] + square[1];
        }
        if constexpr (registers == 4) rows[0] = (rows[0] + rows[1]) + (rows[2] + rows[3]);
        if constexpr (registers == 2) rows[0] += rows[1];
        store(rows[0], sums + first);
    }
}

} // namespace pya::simd

#endif
