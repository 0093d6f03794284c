// SPDX-License-Identifier: MIT
#include "log_page.hpp"

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

LogHandler& current_page() {
    static LogHandler page;
    return page;
}

} // namespace

LogHandler set_log_handler(LogHandler handler) {
    const std::lock_guard lock(handler_mutex());
    return std::exchange(current_handler(), std::move(handler));
}

void log_warning(std::string_view text) {
    LogHandler handler, page;
    {
        const std::lock_guard lock(handler_mutex());
        handler = current_handler();
        page = current_page();
    }
    if (handler) handler(text);
    if (page) page(text);
}

void detail::set_log_page(LogHandler page) {
    const std::lock_guard lock(handler_mutex());
    current_page() = std::move(page);
}

} // namespace pya
