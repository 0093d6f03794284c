// SPDX-License-Identifier: MIT
// The instruction sets that kernels are compiled for.
#ifndef PYA_SRC_SIMD_INSTRUCTION_SET_HPP
#define PYA_SRC_SIMD_INSTRUCTION_SET_HPP

#include <pya/export.hpp>

#include <atomic>

namespace pya::simd {

/// The set that every machine has for which the program was built: SSE2 on x86-64, NEON on 64-bit ARM.
struct Baseline {
    static constexpr int bytes = 16; ///< size of a register
};
struct Avx2 {
    static constexpr int bytes = 32;
};
struct Avx512 {
    static constexpr int bytes = 64;
};

/// A set with fused multiply-adds, for kernels whose products are all exact, so that fusing changes no bit.
template <class Set>
struct Fused : Set {};

enum class InstructionSet { baseline, avx2, avx512 };

/// The best set of this machine.
PYA_DSP_EXPORT InstructionSet best_instruction_set();

/// The set that kernels use: the best one, except in tests that compare the sets. Before it is known it is
/// the baseline.
PYA_DSP_EXPORT extern std::atomic<InstructionSet> instruction_set;

} // namespace pya::simd

#endif
