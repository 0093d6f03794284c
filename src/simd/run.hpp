// SPDX-License-Identifier: MIT
// Kernels are compiled once for each instruction set, and every call chooses the best one that the machine
// has.
//
//     template <class T>
//     PYA_INLINE void add(const T* x, T* sum, Index n) {
//         for (Index i = 0; i < n; ++i) sum[i] += x[i];
//     }
//     ...
//     simd::run<add<T>>(x, sum, n);
//
// A kernel is a plain function, and the functions that it calls are also PYA_INLINE. A kernel that needs to
// know the width of a register is a template on the set: simd::run<f<Baseline>, f<Avx2>, f<Avx512>>(...).
// Contraction is off in the whole library, so all sets give the same bits.
#ifndef PYA_SRC_SIMD_RUN_HPP
#define PYA_SRC_SIMD_RUN_HPP

#include "simd/inline.hpp"
#include "simd/instruction_set.hpp"

#include <type_traits>

#ifdef __clang__ // clang fuses what a kernel marks with PYA_FUSE
#define PYA_MAY_FUSE
#else
#define PYA_MAY_FUSE __attribute__((optimize("fp-contract=fast")))
#endif

/// Stands in the first line of a block in which a Fused set may fuse products and sums.
#ifdef __clang__
#define PYA_FUSE _Pragma("clang fp contract(fast)")
#else
#define PYA_FUSE
#endif

namespace pya::simd {

/// `kernel` compiled for one set. A kernel may also call it for parts that should stay functions of their
/// own.
template <class Set, auto kernel, class Type = std::decay_t<decltype(kernel)>>
struct Compiled;

template <class Set, auto kernel, class Result, class... Args>
struct Compiled<Set, kernel, Result (*)(Args...)> {
    __attribute__((noinline)) static Result call(Args... args) { return kernel(args...); }
};

#ifdef __x86_64__
template <auto kernel, class Result, class... Args>
struct Compiled<Avx2, kernel, Result (*)(Args...)> {
    __attribute__((target("avx2"), noinline)) static Result call(Args... args) { return kernel(args...); }
};

template <auto kernel, class Result, class... Args>
struct Compiled<Avx512, kernel, Result (*)(Args...)> {
    __attribute__((target("avx512f"), noinline)) static Result call(Args... args) { return kernel(args...); }
};

template <auto kernel, class Result, class... Args>
struct Compiled<Fused<Avx2>, kernel, Result (*)(Args...)> {
    __attribute__((target("avx2,fma"), noinline)) PYA_MAY_FUSE static Result call(Args... args) {
        return kernel(args...);
    }
};

template <auto kernel, class Result, class... Args>
struct Compiled<Fused<Avx512>, kernel, Result (*)(Args...)> {
    __attribute__((target("avx512f"), noinline)) PYA_MAY_FUSE static Result call(Args... args) {
        return kernel(args...);
    }
};
#endif

/// Kernels of one type, one for each set.
template <class OnBaseline, class OnAvx2, class OnAvx512, class Type>
class Choice;

template <class OnBaseline, class OnAvx2, class OnAvx512, class Result, class... Args>
class Choice<OnBaseline, OnAvx2, OnAvx512, Result (*)(Args...)> {
public:
    PYA_INLINE Result operator()(Args... args) const {
#ifdef __x86_64__
        const InstructionSet set = instruction_set.load(std::memory_order_relaxed);
        if (set == InstructionSet::avx512) return OnAvx512::call(args...);
        if (set == InstructionSet::avx2) return OnAvx2::call(args...);
#endif
        return OnBaseline::call(args...);
    }
};

template <auto baseline, auto avx2 = baseline, auto avx512 = avx2>
inline constexpr Choice<Compiled<Baseline, baseline>, Compiled<Avx2, avx2>, Compiled<Avx512, avx512>,
                        std::decay_t<decltype(baseline)>>
    run{};

/// The same on sets with fused multiply-adds.
template <auto baseline, auto avx2 = baseline, auto avx512 = avx2>
inline constexpr Choice<Compiled<Baseline, baseline>, Compiled<Fused<Avx2>, avx2>,
                        Compiled<Fused<Avx512>, avx512>, std::decay_t<decltype(baseline)>>
    run_fused{};

} // namespace pya::simd

#endif
