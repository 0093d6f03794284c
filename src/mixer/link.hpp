// SPDX-License-Identifier: MIT
// All that the two sides of a mixer share.
#ifndef PYA_SRC_MIXER_LINK_HPP
#define PYA_SRC_MIXER_LINK_HPP

#include "mixer/spsc.hpp"
#include "mixer/voice.hpp"

#include <atomic>

namespace pya::mixer {

inline constexpr std::size_t spare_commands = 4096; // for stops and gains, beside one play for each voice
inline constexpr std::size_t most_inserts = 64;     // on their way

struct Link {
    explicit Link(std::size_t capacity)
        : commands(capacity + spare_commands), finished(capacity), inserts(most_inserts) {}

    Spsc<Command> commands;              // to the renderer
    Spsc<Voice*> finished;               // and back
    Spsc<Insert*> inserts;               // back
    std::atomic<std::uint64_t> seen = 0; // commands that the renderer is through with
    std::atomic<Index> playing = 0;      // voices that sound or wait
    std::atomic<Index> now = 0;
    std::atomic<std::uint64_t> late = 0;
    std::atomic<std::uint64_t> over = 0;
};

} // namespace pya::mixer

#endif
