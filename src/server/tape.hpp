// SPDX-License-Identifier: MIT
// The ring buffer between the recorder's callback and its collecting thread.
#ifndef PYA_SRC_SERVER_TAPE_HPP
#define PYA_SRC_SERVER_TAPE_HPP

#include "mixer/spsc.hpp"
#include "server/gate.hpp"

#include <pya/backend/backend.hpp>

#include <atomic>
#include <cstdint>
#include <functional>
#include <vector>

namespace pya {

class Tape {
public:
    Tape(Index channels, Index frames);

    /// The callback. Blocks are recorded while the gate is open. `make_room` is called where the ring is full
    /// and the block may wait.
    void write(const StreamBlock& block, const std::function<void()>& make_room) noexcept;

    /// The collecting thread: hands all that has arrived to f(interleaved, frames), in pieces.
    template <class F>
    void read(F&& f) {
        for (std::size_t n = 0; (n = ring_.pop(piece_.data(), piece_.size())) > 0;)
            f(piece_.data(), static_cast<Index>(n) / channels_);
    }

    std::vector<double> take_levels();
    Index channels() const { return channels_; }

    Gate gate;
    std::atomic<std::uint64_t> overruns = 0; // frames
    std::atomic<std::uint64_t> xruns = 0;    // blocks

private:
    Index channels_;
    Spsc<float> ring_;
    std::vector<float> piece_; // of whole frames, as all that is pushed
    std::vector<std::atomic<float>> peaks_;
};

} // namespace pya

#endif
