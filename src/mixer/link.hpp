// SPDX-License-Identifier: MIT
// What the two threads of a mixer share.
#ifndef PYA_SRC_MIXER_LINK_HPP
#define PYA_SRC_MIXER_LINK_HPP

#include "mixer/spsc.hpp"
#include "mixer/voice.hpp"

#include <atomic>
#include <exception>

namespace pya::mixer {

// Commands to stop and for gains, besides one to play for each voice.
inline constexpr std::size_t spare_commands = 4096;
inline constexpr Index later_a_piece = 1024; // voices that are received with each piece of max_block frames
inline constexpr std::size_t most_inserts = 64; // in the queues

/// Adds to a counter that only the calling thread changes.
inline void count(std::atomic<std::uint64_t>& counter, std::uint64_t n) {
    counter.store(counter.load(std::memory_order_relaxed) + n, std::memory_order_release);
}

struct Link {
    explicit Link(std::size_t capacity)
        : commands(capacity + spare_commands), later(capacity), finished(capacity), inserts(most_inserts),
          margin((static_cast<Index>(capacity) / later_a_piece + 2) * MixerCore::max_block) {}

    Spsc<Command> commands; // to the renderer, which executes all of them before it goes on
    Spsc<Voice*> later; // to the renderer: chains of voices that are due in `margin` frames at the earliest
    Spsc<Voice*> finished; // from the renderer
    Spsc<Insert*> inserts; // from the renderer
    const Index margin; // within so many frames the renderer has received everything that can be in `later`
    std::atomic<std::uint64_t> seen = 0;  // commands that the renderer has executed
    std::atomic<std::uint64_t> begun = 0; // voices handed over
    std::atomic<std::uint64_t> ended = 0; // how many of these are over
    std::atomic<Index> now = 0;
    std::atomic<std::uint64_t> late = 0;
    std::atomic<std::uint64_t> over = 0;
    std::exception_ptr insert_failure;       // the renderer's
    std::atomic<bool> insert_failed = false; // while true, the control side's
};

} // namespace pya::mixer

#endif
