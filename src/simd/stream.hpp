// SPDX-License-Identifier: MIT
// Writes long results past the caches. They would have left every cache before anyone reads them, and so the
// memory need not be read before it is written.
#ifndef PYA_SRC_SIMD_STREAM_HPP
#define PYA_SRC_SIMD_STREAM_HPP

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace pya::simd {

/// From how many samples on this is faster.
inline constexpr std::ptrdiff_t worth_streaming = std::ptrdiff_t{8} << 20;

/// Copies n samples, a multiple of 4, to memory aligned to 16 bytes.
inline void stream_copy(const float* from, float* to, std::ptrdiff_t n) {
#if defined(__SSE2__)
    for (std::ptrdiff_t i = 0; i < n; i += 4) _mm_stream_ps(to + i, _mm_loadu_ps(from + i));
#else
    std::copy_n(from, n, to);
#endif
}

/// Calls run(first, to, count) to write the samples [first, first + count) of out to `to`, until all n are
/// written. in_place says that run reads out.
template <class Run>
void write_run(float* out, std::ptrdiff_t n, bool in_place, Run run) {
    if (in_place || n < worth_streaming) return run(0, out, n);
    const auto head =
        static_cast<std::ptrdiff_t>(-(reinterpret_cast<std::uintptr_t>(out) / sizeof(float)) % 16);
    run(0, out, head);
    // Between short pieces the processor reads and writes memory at the same time. Pieces of 2048 samples
    // take twice as long as those of 64 to 128.
    alignas(64) std::array<float, 128> block;
    constexpr auto size = static_cast<std::ptrdiff_t>(block.size());
    std::ptrdiff_t i = head;
    for (; i + size <= n; i += size) {
        run(i, block.data(), size);
        stream_copy(block.data(), out + i, size);
    }
#if defined(__SSE2__)
    _mm_sfence();
#endif
    run(i, out + i, n - i);
}

} // namespace pya::simd

#endif
