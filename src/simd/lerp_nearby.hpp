// SPDX-License-Identifier: MIT
// Linear interpolation between inputs that lie close together. Instead of gathering them, it loads neighbours
// and permutes them, where the instruction set can choose from two registers.
#ifndef PYA_SRC_SIMD_LERP_NEARBY_HPP
#define PYA_SRC_SIMD_LERP_NEARBY_HPP

#include "simd/run.hpp"

#include <cstddef>
#include <cstdint>

#ifdef __x86_64__
#include <immintrin.h>
#endif

namespace pya::simd {

/// How many outputs are made together, and within how many inputs they must lie.
inline constexpr int lerp_group = 16, lerp_reach = 2 * lerp_group;

/// Whether lerp_nearby() is fast here.
inline bool lerps_nearby() {
    return instruction_set.load(std::memory_order_relaxed) == InstructionSet::avx512;
}

namespace loop {

PYA_INLINE void lerp_nearby(const float* in, const std::int32_t* index, const float* weight, float* out,
                            std::ptrdiff_t groups) {
    for (std::ptrdiff_t i = 0; i < groups * lerp_group; ++i)
        out[i] = in[index[i]] + (in[index[i] + 1] - in[index[i]]) * weight[i];
}

#ifdef __x86_64__
__attribute__((target("avx512f"))) PYA_INLINE void lerp_permuted(const float* in, const std::int32_t* index,
                                                                 const float* weight, float* out,
                                                                 std::ptrdiff_t groups) {
    constexpr int n = lerp_group;
    for (const float* end = out + groups * n; out != end; out += n, index += n, weight += n) {
        const float* x = in + index[0];
        const __m512i at = _mm512_sub_epi32(_mm512_loadu_si512(index), _mm512_set1_epi32(index[0]));
        const __m512 left = _mm512_permutex2var_ps(_mm512_loadu_ps(x), at, _mm512_loadu_ps(x + n));
        const __m512 right = _mm512_permutex2var_ps(_mm512_loadu_ps(x + 1), at, _mm512_loadu_ps(x + 1 + n));
        const __m512 rise = _mm512_mul_ps(_mm512_sub_ps(right, left), _mm512_loadu_ps(weight));
        _mm512_storeu_ps(out, _mm512_add_ps(left, rise));
    }
}
#else
inline constexpr auto& lerp_permuted = lerp_nearby;
#endif

} // namespace loop

/// out[i] = in at index[i] + weight[i]. Each group reads at most lerp_reach + 1 inputs from its first one on,
/// and all of these must exist.
inline void lerp_nearby(const float* in, const std::int32_t* index, const float* weight, float* out,
                        std::ptrdiff_t groups) {
    run<loop::lerp_nearby, loop::lerp_nearby, loop::lerp_permuted>(in, index, weight, out, groups);
}

} // namespace pya::simd

#endif
