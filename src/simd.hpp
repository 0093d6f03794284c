// SPDX-License-Identifier: MIT
// PYA_SIMD on a function lets the compiler vectorise its loops once per instruction set and picks the best at
// start-up. Contraction is off in the whole library, so every clone gives the same bits.
#ifndef PYA_SRC_SIMD_HPP
#define PYA_SRC_SIMD_HPP

#if defined(__x86_64__) && defined(__gnu_linux__) && !defined(__clang__) &&                                  \
    !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define PYA_SIMD __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define PYA_SIMD
#endif

/// On what such a function calls, so that it becomes part of it.
#define PYA_INLINE inline __attribute__((always_inline))

#endif
