// SPDX-License-Identifier: MIT
/// @file
/// The largest resident memory of this process, as Linux counts it.
#ifndef PYA_BENCH_MEMORY_HPP
#define PYA_BENCH_MEMORY_HPP

#include <fstream>
#include <string>

namespace bench {

/// Forgets the peak up to now. Elsewhere than on Linux nothing happens.
inline void reset_peak_memory() { std::ofstream("/proc/self/clear_refs") << 5; }

/// In MB since the last reset, 0 where it isn't known.
inline double peak_memory() {
    std::ifstream status("/proc/self/status");
    for (std::string word; status >> word;)
        if (double kilobytes = 0; word == "VmHWM:" && status >> kilobytes) return kilobytes / 1024;
    return 0;
}

} // namespace bench

#endif
