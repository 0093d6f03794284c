// SPDX-License-Identifier: MIT
#include <pya/log.hpp>

#include <iostream>
#include <mutex>
#include <utility>

namespace pya {
namespace {

std::mutex& handler_mutex() {
    static std::mutex mutex;
    return mutex;
}

LogHandler& current_handler() {
    static LogHandler handler = [](std::string_view text) { std::clog << "pya: " << text << '\n'; };
    return handler;
}

} // namespace

LogHandler set_log_handler(LogHandler handler) {
    const std::lock_guard lock(handler_mutex());
    return std::exchange(current_handler(), std::move(handler));
}

void log_warning(std::string_view text) {
    LogHandler handler;
    {
        const std::lock_guard lock(handler_mutex());
        handler = current_handler();
    }
    if (handler) handler(text);
}

} // namespace pya
