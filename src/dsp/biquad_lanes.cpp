// SPDX-License-Identifier: MIT
#include "dsp/biquad_lanes.hpp"

#include <algorithm>
#include <cstring>

// Compilers turn vector types into the instructions of the enclosing function's target before they clone
// functions, so PYA_SIMD would give SSE2 code in all clones. Hence the kernel is compiled once per target by
// inclusion.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define PYA_LANES_DISPATCH
#endif

// In place, by two rounds of interleaving (which the target's unpack instructions do).
#define PYA_TRANSPOSE(t)                                                                                     \
    do {                                                                                                     \
        const auto a = __builtin_shufflevector(t[0], t[2], 0, 4, 1, 5);                                      \
        const auto b = __builtin_shufflevector(t[0], t[2], 2, 6, 3, 7);                                      \
        const auto c = __builtin_shufflevector(t[1], t[3], 0, 4, 1, 5);                                      \
        const auto d = __builtin_shufflevector(t[1], t[3], 2, 6, 3, 7);                                      \
        t[0] = __builtin_shufflevector(a, c, 0, 4, 1, 5);                                                    \
        t[1] = __builtin_shufflevector(a, c, 2, 6, 3, 7);                                                    \
        t[2] = __builtin_shufflevector(b, d, 0, 4, 1, 5);                                                    \
        t[3] = __builtin_shufflevector(b, d, 2, 6, 3, 7);                                                    \
    } while (false)

namespace pya::dsp::detail {

namespace {

template <class Scalar, int W>
struct Vector;
template <>
struct Vector<double, 1> {
    using type = double;
};
template <>
struct Vector<double, 4> {
    typedef double type __attribute__((vector_size(32)));
};
template <>
struct Vector<double, 8> {
    typedef double type __attribute__((vector_size(64)));
};
template <>
struct Vector<float, 4> {
    typedef float type __attribute__((vector_size(16)));
};

namespace baseline {
#define PYA_LANES_TARGET
#include "dsp/biquad_lanes.inc"
#undef PYA_LANES_TARGET
} // namespace baseline

#ifdef PYA_LANES_DISPATCH
namespace avx2 {
#define PYA_LANES_TARGET __attribute__((target("avx2")))
#include "dsp/biquad_lanes.inc"
#undef PYA_LANES_TARGET
} // namespace avx2

namespace avx512 {
#define PYA_LANES_TARGET __attribute__((target("avx512f")))
#include "dsp/biquad_lanes.inc"
#undef PYA_LANES_TARGET
} // namespace avx512
#endif

template <class Scalar>
auto* best() {
#ifdef PYA_LANES_DISPATCH
    if (__builtin_cpu_supports("avx512f")) return avx512::run_any<Scalar>;
    if (__builtin_cpu_supports("avx2")) return avx2::run_any<Scalar>;
#endif
    return baseline::run_any<Scalar>;
}

} // namespace

template <class Scalar>
void run_lanes(int lanes, std::span<const Biquad> cascade, double* state, const Scalar* const* in,
               Scalar* const* out, Eigen::Index n) {
    static auto* const kernel = best<Scalar>();
    kernel(lanes, cascade, state, in, out, n);
}

template void run_lanes(int, std::span<const Biquad>, double*, const float* const*, float* const*,
                        Eigen::Index);
template void run_lanes(int, std::span<const Biquad>, double*, const double* const*, double* const*,
                        Eigen::Index);

} // namespace pya::dsp::detail
