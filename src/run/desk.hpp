// SPDX-License-Identifier: MIT
// Mixes the versions of a script: while one plays another one gets ready, and takes over by a crossfade.
#ifndef PYA_SRC_RUN_DESK_HPP
#define PYA_SRC_RUN_DESK_HPP

#include "mixer/spsc.hpp"

#include <pya/backend/backend.hpp>

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <vector>

namespace pya::detail::live {

/// What one version plays. Samples are pushed on one thread and popped by the desk's callback; all else is
/// the owner's.
class Strip {
public:
    static constexpr Index ahead = 4096; ///< frames in store

    enum class State {
        free,    ///< nobody's
        waiting, ///< it is about to take over, with its first sound
        playing,
        leaving, ///< it fades out
        done,    ///< and the callback has forgotten it
    };
    State state() const { return state_.load(std::memory_order_acquire); }

    /// Frames that may be pushed now.
    Index room() const { return static_cast<Index>(ring_->write_available()) / channels_; }
    void push(const float* samples, Index frames);
    Index channels() const { return channels_; }
    /// Nothing more comes for now.
    void rest(bool resting) { resting_ = resting; }

private:
    friend class Desk;
    Index stored() const { return static_cast<Index>(ring_->read_available()) / channels_; }

    std::atomic<State> state_ = State::free;
    std::atomic<bool> resting_ = true;
    std::unique_ptr<Spsc<float>> ring_;
    Index channels_ = 1;
    // Of the callback.
    std::vector<float> block_;
    Index got_ = 0;    // frames in it
    Index silent_ = 0; // frames that it has waited without a sound
    Index late_ = 0;   // blocks that wait for samples; those of a version that has died never come
    float gain_ = 0;
};

class Desk {
public:
    /// Before any strip is taken.
    void set_format(int rate, Index channels);

    /// A strip that waits to take over, or nullptr if none is free. Any number of versions may be leaving.
    Strip* take();
    /// Fades a strip out, or forgets it if it waits.
    void leave(Strip& strip);
    /// Makes a strip free that is done, or any while no callback runs.
    void give_back(Strip& strip) { strip.state_ = Strip::State::free; }

    /// The callback. Waits for samples that are late if it may.
    void play(const StreamBlock& block, bool may_wait);

    /// Blocks whose samples the version that plays had too late.
    std::uint64_t missed() const { return missed_; }

private:
    void fetch(Strip& strip, Index frames, bool may_wait);
    bool is_sounding(const Strip& strip) const;
    void take_over(Strip& strip);
    void add(Strip& strip, float* output);

    Index rate_ = 44100;
    Index channels_ = 2;
    float step_ = 0; // of a gain, from frame to frame
    std::array<Strip, 4> strips_;
    std::atomic<std::uint64_t> missed_ = 0;
};

} // namespace pya::detail::live

#endif
