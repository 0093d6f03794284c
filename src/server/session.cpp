// SPDX-License-Identifier: MIT
#include "server/session.hpp"

#include <pya/log.hpp>

#include <algorithm>
#include <chrono>
#include <exception>
#include <string>

namespace pya {

Index ramp_frames(const char* function, Seconds ramp, int sr) {
    if (!(ramp.value >= 0) || ramp.value > 10000)
        detail::fail(function, ": ramp is ", ramp.value, " s; it must be 0 to 10000");
    return onset_frame(ramp, sr);
}

void detail::Session::run(const StreamBlock& block) noexcept {
    using Clock = std::chrono::steady_clock;
    constexpr auto relaxed = std::memory_order_relaxed;
    if (block.frames <= 0) return;
    const auto begin = Clock::now();
    mixer.render(block.output, block.frames);
    const double busy = std::chrono::duration<double>(Clock::now() - begin).count();
    const double part = busy * mixer.sr() / static_cast<double>(block.frames);
    load.store(load.load(relaxed) + 0.1 * (part - load.load(relaxed)), relaxed);
    longest.store(std::max(longest.load(relaxed), part), relaxed);
    if (block.xrun) xruns.store(xruns.load(relaxed) + 1, relaxed);
}

void detail::Session::tell_insert_failure() {
    std::exception_ptr failure;
    {
        const std::lock_guard lock(control);
        failure = mixer.insert_failure();
    }
    if (!failure) return;
    std::string what = "something";
    try {
        std::rethrow_exception(failure);
    } catch (const std::exception& error) {
        what = error.what();
    } catch (...) {
        // It has no words.
    }
    log_warning("Aserver: the insert has thrown and is taken out: " + what);
}

} // namespace pya
