// SPDX-License-Identifier: MIT
// Multiply-adds of band-limited resampling, which give the same bits on all instruction sets.
#ifndef PYA_SRC_DSP_RATE_ADD_PRODUCT_HPP
#define PYA_SRC_DSP_RATE_ADD_PRODUCT_HPP

#include "simd/run.hpp"

/// Keeps a product of a fused kernel from being fused: g++ may do that in the whole kernel, clang only in
/// add_product().
#ifdef __clang__
#define PYA_ROUNDED(product) (product)
#else
#define PYA_ROUNDED(product) __builtin_assoc_barrier(product)
#endif

namespace pya::dsp::impl {

/// sum += x * c. Where the product is exact in double a fused multiply-add rounds like a product and a sum,
/// so it is used where the machine has one.
template <bool exact, class V, class X>
PYA_INLINE void add_product(V& sum, const X& x, const V& c) {
    if constexpr (exact) {
        PYA_FUSE
        sum += x * c;
    } else {
        sum += x * c;
    }
}

} // namespace pya::dsp::impl

#endif
