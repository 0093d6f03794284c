// SPDX-License-Identifier: MIT
// What lives from boot to quit: the mixer, and what its callback has measured.
#ifndef PYA_SRC_SERVER_SESSION_HPP
#define PYA_SRC_SERVER_SESSION_HPP

#include "process.hpp"

#include <pya/aserver.hpp>

#include <atomic>
#include <cstdint>
#include <mutex>

namespace pya {

/// The frames of a ramp. Throws ArgumentError unless it is 0 to 10000 seconds.
Index ramp_frames(const char* function, Seconds ramp, int sr);

namespace detail {

struct Session {
    Session(const MixerOptions& options, std::weak_ptr<Aserver::Impl> its_server)
        : server(std::move(its_server)), mixer(options) {}

    /// The callback.
    void run(const StreamBlock& block) noexcept;
    /// Hands the log handler what an insert has thrown. Holds no lock meanwhile.
    void tell_insert_failure();

    const Process process; // in another one the lock must not be touched
    const std::weak_ptr<Aserver::Impl> server;
    std::mutex control; // of the mixer's controlling side
    Mixer mixer;
    std::atomic<std::uint64_t> xruns = 0;
    std::atomic<double> load = 0;
    std::atomic<double> longest = 0;
};

} // namespace detail

} // namespace pya

#endif
