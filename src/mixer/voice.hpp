// SPDX-License-Identifier: MIT
// A signal that plays in the mixer, and the commands about it.
#ifndef PYA_SRC_MIXER_VOICE_HPP
#define PYA_SRC_MIXER_VOICE_HPP

#include <pya/mixer/core.hpp>

#include <atomic>
#include <cstdint>
#include <memory>

namespace pya::mixer {

/// A gain that moves from one value to another. The value of a frame only depends on how many frames of the
/// ramp came before it.
struct Ramp {
    float from = 1;
    float to = 1;
    std::int32_t position = 0;
    std::int32_t length = 0;

    bool moving() const { return position < length; }
    float value() const { return moving() ? at(position) : to; }
    std::int32_t left() const { return length - position; }
    void start(float target, std::int32_t frames) {
        from = value();
        to = target;
        position = 0;
        length = frames;
    }
    /// Fills the next n <= left() values and advances.
    void fill(float* gains, Index n) {
        for (Index i = 0; i < n; ++i) gains[i] = at(position + i + 1);
        position += static_cast<std::int32_t>(n);
    }

private:
    float at(Index k) const {
        return from + (to - from) * (static_cast<float>(k) / static_cast<float>(length));
    }
};

/// Samples, shared by all voices that play them. The renderer reads them, and the controlling thread does the
/// rest. If there is a source, it belongs to one voice, and the renderer lets it write each block into the
/// samples.
struct Sound {
    storage::Samples samples;
    std::size_t voices = 0;
    std::shared_ptr<MixerSource> source = {};
    // Of a voice with an effect of its own, which has a sound of its own.
    Insert insert = {};
    Index tail = 0;
    storage::Samples piece = {}; // what the effect works on

    Index rows() const { return source ? source->frames() : samples.rows(); }
};

/// One cache line, because a large score goes through the memory of all of its voices.
struct alignas(64) Voice {
    // Written by the controlling thread before the voice is handed over, then read by the renderer.
    Sound* sound = nullptr;
    std::uint64_t order = 0;
    Voice* next = nullptr; // the next voice of the same command
    std::uint32_t slot = 0;
    std::int32_t out = 0;
    std::int32_t shift = 0; // by how many frames the chain that begins here is played later than asked for
    bool loop = false;

    // Used by the renderer alone, once the voice has been handed over.
    bool sounding = false;
    bool stopping = false;
    std::atomic<bool> over = true;
    Ramp gain;
    Index onset = 0; // for a loop, the frame at which the present round began
};
static_assert(sizeof(Voice) == 64);

struct Command {
    enum class Op { play, stop, stop_all, gain, master_gain, insert };
    Op op = Op::play;
    float value = 0;
    Voice* voice = nullptr;
    Voice* later = nullptr; // to play: the rest of the score, which comes through the other queue
    // To play: where the score begins, if it may be moved, or the frame that meant "at once".
    Index origin = 0;
    bool moves = false; // to play: the score is moved as a whole where its origin has passed; otherwise only
                        // what was for "at once"
    std::int32_t ramp = 0;
    Insert* insert = nullptr;
    std::uint64_t order = 0; // stop_all: for the voices before this one
};

} // namespace pya::mixer

#endif
