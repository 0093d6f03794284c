// SPDX-License-Identifier: MIT
// While one of these lives, denormal numbers count as 0 in its thread: a decaying recursion would otherwise
// end in arithmetic that is up to a hundred times slower. The thread's former mode comes back at the end of
// the scope. On other machines than x86 and 64-bit ARM nothing changes but the speed.
#ifndef PYA_SRC_SIMD_FLUSH_DENORMALS_HPP
#define PYA_SRC_SIMD_FLUSH_DENORMALS_HPP

#include <cstdint>

#if defined(__SSE2__)
#include <xmmintrin.h>
#endif

namespace pya::simd {

class FlushDenormals {
public:
    FlushDenormals() : before_(mode()) { set_mode(before_ | flush_bits); }
    ~FlushDenormals() { set_mode(before_); }
    FlushDenormals(const FlushDenormals&) = delete;
    FlushDenormals& operator=(const FlushDenormals&) = delete;

private:
#if defined(__SSE2__)
    using Mode = unsigned;
    static constexpr Mode flush_bits = 0x8040; // flush to zero, denormals are zero
    static Mode mode() { return _mm_getcsr(); }
    static void set_mode(Mode m) { _mm_setcsr(m); }
#elif defined(__aarch64__)
    using Mode = std::uint64_t;
    static constexpr Mode flush_bits = 1u << 24; // FPCR.FZ
    static Mode mode() {
        Mode m;
        asm volatile("mrs %0, fpcr" : "=r"(m));
        return m;
    }
    static void set_mode(Mode m) { asm volatile("msr fpcr, %0" : : "r"(m)); }
#else
    using Mode = unsigned;
    static constexpr Mode flush_bits = 0;
    static Mode mode() { return 0; }
    static void set_mode(Mode) {}
#endif
    Mode before_;
};

} // namespace pya::simd

#endif
