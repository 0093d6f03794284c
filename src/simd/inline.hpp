// SPDX-License-Identifier: MIT
// How the parts of a kernel become one function, and what the compiler may take for granted of its loops.
#ifndef PYA_SRC_SIMD_INLINE_HPP
#define PYA_SRC_SIMD_INLINE_HPP

/// On kernels and on what they call: it becomes a part of the caller, and so code for the caller's
/// instructions.
#define PYA_INLINE inline __attribute__((always_inline))

/// The same of a lambda, after its parameters.
#define PYA_INLINE_LAMBDA __attribute__((always_inline))

/// The iterations of the loop that follows don't depend on one another: a compiler can't always see that.
#ifdef __clang__
#define PYA_INDEPENDENT _Pragma("clang loop vectorize(assume_safety)")
#else
#define PYA_INDEPENDENT _Pragma("GCC ivdep")
#endif

#endif
