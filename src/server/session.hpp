// SPDX-License-Identifier: MIT
// What lives from boot to quit: the mixer, and what its callback has measured.
#ifndef PYA_SRC_SERVER_SESSION_HPP
#define PYA_SRC_SERVER_SESSION_HPP

#include <pya/backend/backend.hpp>
#include <pya/mixer.hpp>

#include <atomic>
#include <cstdint>
#include <mutex>

namespace pya {

struct Session {
    explicit Session(const MixerOptions& options) : mixer(options) {}

    /// The callback.
    void run(const StreamBlock& block) noexcept;

    std::mutex control; // of the mixer's controlling side
    Mixer mixer;
    std::atomic<std::uint64_t> xruns = 0;
    std::atomic<double> load = 0;
    std::atomic<double> longest = 0;
};

} // namespace pya

#endif
