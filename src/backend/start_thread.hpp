// SPDX-License-Identifier: MIT
// A thread, or an error that says that there is none.
#ifndef PYA_SRC_BACKEND_START_THREAD_HPP
#define PYA_SRC_BACKEND_START_THREAD_HPP

#include <pya/error.hpp>

#include <system_error>
#include <thread>
#include <utility>

namespace pya {

/// Throws DeviceError where the system has no more threads.
template <class F>
std::thread start_thread(F&& f) {
    try {
        return std::thread(std::forward<F>(f));
    } catch (const std::system_error& error) {
        detail::fail<DeviceError>("can't start a thread: ", error.what());
    }
}

} // namespace pya

#endif
