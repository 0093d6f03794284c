// SPDX-License-Identifier: MIT
/// @file
/// The largest resident memory of this process, as Linux counts it.
#ifndef PYA_BENCH_MEMORY_HPP
#define PYA_BENCH_MEMORY_HPP

#include <fstream>
#include <string>

namespace bench {

/// Forgets the peak up to now. Does nothing on other systems than Linux.
inline void reset_peak_memory() { std::ofstream("/proc/self/clear_refs") << 5; }

/// The peak since the last reset in MB, or 0 if it isn't known.
inline double peak_memory() {
    std::ifstream status("/proc/self/status");
    for (std::string word; status >> word;)
        if (double kilobytes = 0; word == "VmHWM:" && status >> kilobytes) return kilobytes / 1024;
    return 0;
}

} // namespace bench

#endif
