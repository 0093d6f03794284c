// SPDX-License-Identifier: MIT
// Replaces the functions that must not be called on an audio thread, and counts their calls.
#ifndef PYA_TESTS_RT_WATCH_HPP
#define PYA_TESTS_RT_WATCH_HPP

#include <string>
#include <vector>

namespace rt {

/// While it exists, its thread counts as an audio thread.
class Watch {
public:
    Watch();
    ~Watch();
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;
};

/// Returns a line like "malloc: 3" for each forbidden function that audio threads have called, and begins to
/// count anew.
std::vector<std::string> violations();

} // namespace rt

#endif
