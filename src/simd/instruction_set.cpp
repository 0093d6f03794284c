// SPDX-License-Identifier: MIT
#include "simd/instruction_set.hpp"

namespace pya::simd {

InstructionSet best_instruction_set() {
#ifdef __x86_64__
    __builtin_cpu_init();
    const bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    if (avx2 && __builtin_cpu_supports("avx512f")) return InstructionSet::avx512;
    if (avx2) return InstructionSet::avx2;
#endif
    return InstructionSet::baseline;
}

std::atomic<InstructionSet> instruction_set = best_instruction_set();

} // namespace pya::simd
