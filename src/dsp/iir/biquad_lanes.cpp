// SPDX-License-Identifier: MIT
#include "dsp/iir/biquad_lanes.hpp"

#include <algorithm>
#include <cstring>

// Compilers turn vector types into the instructions of the enclosing function's target before they clone
// functions, so PYA_SIMD would give SSE2 code in all clones. Hence the kernel is compiled once per target by
// inclusion.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define PYA_LANES_DISPATCH
#endif

namespace pya::dsp::impl {

namespace {

/// `Width` values side by side; one is a plain number.
template <class T, int Width>
struct Vector {
    typedef T type __attribute__((vector_size(Width * sizeof(T))));
};
template <class T>
struct Vector<T, 1> {
    using type = T;
};

namespace baseline {
#define PYA_LANES_TARGET
#define PYA_LANES_WIDTH 2
#include "dsp/iir/biquad_lanes.inc"
#undef PYA_LANES_TARGET
#undef PYA_LANES_WIDTH
} // namespace baseline

#ifdef PYA_LANES_DISPATCH
namespace avx2 {
#define PYA_LANES_TARGET __attribute__((target("avx2")))
#define PYA_LANES_WIDTH 4
#include "dsp/iir/biquad_lanes.inc"
#undef PYA_LANES_TARGET
#undef PYA_LANES_WIDTH
} // namespace avx2

namespace avx512 {
#define PYA_LANES_TARGET __attribute__((target("avx512f")))
#define PYA_LANES_WIDTH 8
#include "dsp/iir/biquad_lanes.inc"
#undef PYA_LANES_TARGET
#undef PYA_LANES_WIDTH
} // namespace avx512
#endif

} // namespace

#ifdef PYA_LANES_DISPATCH
#define PYA_LANES_BEST(kernel)                                                                               \
    (__builtin_cpu_supports("avx512f") ? avx512::kernel                                                      \
     : __builtin_cpu_supports("avx2")  ? avx2::kernel                                                        \
                                       : baseline::kernel)
#else
#define PYA_LANES_BEST(kernel) baseline::kernel
#endif

template <class Scalar>
void run_lanes(int lanes, std::span<const Biquad> cascade, double* state, const Scalar* const* in,
               Scalar* const* out, Eigen::Index n) {
    static const auto kernel = PYA_LANES_BEST(run_any<Scalar>);
    kernel(lanes, cascade, state, in, out, n);
}

void run_lanes_forward(std::span<const Biquad> cascade, double* state, const float* const* in, double* lanes,
                       Eigen::Index n) {
    static const auto kernel = PYA_LANES_BEST(run_forward);
    kernel(cascade, state, in, lanes, n);
}

void run_lanes_backward(std::span<const Biquad> cascade, double* state, const double* lanes,
                        float* const* out, Eigen::Index n) {
    static const auto kernel = PYA_LANES_BEST(run_backward);
    kernel(cascade, state, lanes, out, n);
}

template void run_lanes(int, std::span<const Biquad>, double*, const float* const*, float* const*,
                        Eigen::Index);
template void run_lanes(int, std::span<const Biquad>, double*, const double* const*, double* const*,
                        Eigen::Index);

} // namespace pya::dsp::impl
