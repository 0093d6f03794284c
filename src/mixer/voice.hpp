// SPDX-License-Identifier: MIT
// One signal on its way through the mixer, and the commands that concern it.
#ifndef PYA_SRC_MIXER_VOICE_HPP
#define PYA_SRC_MIXER_VOICE_HPP

#include <pya/mixer.hpp>

#include <atomic>
#include <cstdint>

namespace pya::mixer {

/// A gain on its way from one value to another. The value of a frame depends on nothing but how many frames
/// of the ramp went before it.
struct Ramp {
    float from = 1;
    float to = 1;
    Index position = 0;
    Index length = 0;

    bool moving() const { return position < length; }
    float value() const { return moving() ? at(position) : to; }
    Index left() const { return length - position; }
    void start(float target, Index frames) {
        from = value();
        to = target;
        position = 0;
        length = frames;
    }
    /// Fills the next n <= left() values and advances.
    void fill(float* gains, Index n) {
        for (Index i = 0; i < n; ++i) gains[i] = at(position + i + 1);
        position += n;
    }

private:
    float at(Index k) const {
        return from + (to - from) * (static_cast<float>(k) / static_cast<float>(length));
    }
};

struct alignas(64) Voice {
    // Written by the control side before the voice is handed over, then read by the renderer.
    storage::Samples samples;
    Index onset = 0;
    std::uint64_t order = 0;
    Voice* next = nullptr; // of the same command
    Index out = 0;
    bool loop = false;
    bool soon = false; // asked for at once: can't be late

    // The renderer's own.
    bool sounding = false;
    bool stopping = false;
    Ramp gain;
    Index position = 0;
    std::atomic<bool> over = true;

    // The control side's own.
    std::uint32_t slot = 0;
    std::uint64_t generation = 0;
    std::uint64_t last_command = 0; // not to be reused before the renderer has seen this one
};

struct Command {
    enum class Op { play, stop, stop_all, gain, master_gain, insert };
    Op op = Op::play;
    float value = 0;
    Voice* voice = nullptr;
    Index ramp = 0;
    Insert* insert = nullptr;
    std::uint64_t order = 0; // stop_all: concerns the voices before
};

} // namespace pya::mixer

#endif
