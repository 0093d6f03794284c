// SPDX-License-Identifier: MIT
#ifndef PYA_TESTS_SUPPORT_EVENTUALLY_HPP
#define PYA_TESTS_SUPPORT_EVENTUALLY_HPP

#include <chrono>
#include <thread>

// Runs f until it returns true, and fails instead of waiting for ever.
template <class F>
bool eventually(F&& f) {
    for (int i = 0; i < 2000; ++i) {
        if (f()) return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return false;
}

#endif
