// SPDX-License-Identifier: MIT
// How the parts of a kernel become one function, and what the compiler may assume of its loops.
#ifndef PYA_SRC_SIMD_INLINE_HPP
#define PYA_SRC_SIMD_INLINE_HPP

/// For kernels and for what they call: the function becomes a part of its caller, and so it is compiled for
/// the caller's instruction set.
#define PYA_INLINE inline __attribute__((always_inline))

/// The same for a lambda, after its parameters.
#define PYA_INLINE_LAMBDA __attribute__((always_inline))

/// Tells the compiler, which can't always see it, that the iterations of the next loop don't depend on one
/// another.
#ifdef __clang__
#define PYA_INDEPENDENT _Pragma("clang loop vectorize(assume_safety)")
#else
#define PYA_INDEPENDENT _Pragma("GCC ivdep")
#endif

#endif
