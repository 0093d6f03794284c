// SPDX-License-Identifier: MIT
// Stands in for the functions that may not be called on an audio thread, and counts those that are.
#ifndef PYA_TESTS_RT_WATCH_HPP
#define PYA_TESTS_RT_WATCH_HPP

#include <string>
#include <vector>

namespace rt {

/// While it lives, its thread is an audio thread.
class Watch {
public:
    Watch();
    ~Watch();
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;
};

/// "malloc: 3" for each forbidden function that audio threads have called, and forgets them.
std::vector<std::string> violations();

} // namespace rt

#endif
