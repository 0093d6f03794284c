// SPDX-License-Identifier: MIT
#include "dsp/threads.hpp"

#include <pya/error.hpp>

#include <exception>
#include <system_error>
#include <thread>

namespace pya::dsp::impl {

void check_threads(const char* function, int threads) {
    if (threads < 1) detail::fail(function, ": threads is ", threads, "; it must be 1 or more");
}

void side_by_side(Eigen::Index pieces, const std::function<void(Eigen::Index)>& part) {
    if (pieces == 1) return part(0);
    std::vector<std::exception_ptr> failures(static_cast<std::size_t>(pieces));
    const auto run = [&](Eigen::Index i) {
        try {
            part(i);
        } catch (...) {
            failures[static_cast<std::size_t>(i)] = std::current_exception();
        }
    };
    std::vector<std::thread> others;
    others.reserve(failures.size());
    Eigen::Index next = 1;
    try {
        for (; next < pieces; ++next) others.emplace_back(run, next);
    } catch (const std::system_error&) { // there are no more threads, so this one does the rest
    }
    run(0);
    for (; next < pieces; ++next) run(next);
    for (std::thread& other : others) other.join();
    for (const std::exception_ptr& failure : failures)
        if (failure) std::rethrow_exception(failure);
}

} // namespace pya::dsp::impl
