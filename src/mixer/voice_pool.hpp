// SPDX-License-Identifier: MIT
// The memory of a mixer's voices, for the controlling thread.
#ifndef PYA_SRC_MIXER_VOICE_POOL_HPP
#define PYA_SRC_MIXER_VOICE_POOL_HPP

#include "mixer/voice.hpp"

#include <memory>
#include <vector>

namespace pya::mixer {

/// Voices never move in memory. A slot that was given back is used again, with a new generation.
class VoicePool {
public:
    /// Has room for the first voices, so that playing them meets no new memory.
    explicit VoicePool(std::size_t capacity);
    ~VoicePool();
    VoicePool(const VoicePool&) = delete;
    VoicePool& operator=(const VoicePool&) = delete;

    /// Makes room for that many more. Returns false if they would exceed the capacity.
    bool reserve(std::size_t more);
    /// A voice for these samples, or for a source, with this effect, which may be empty; reserve() must have
    /// been called.
    Voice& take(const storage::Samples& samples, const Insert& insert, Index tail);
    Voice& take(std::shared_ptr<MixerSource> source, const Insert& insert, Index tail);
    void give_back(Voice& voice);

    VoiceId id(const Voice& voice) const { return {voice.slot, records_[voice.slot].generation}; }
    /// The voice with that id, or nullptr if its slot is used again or was never used.
    Voice* find(VoiceId id) const;
    /// The number of the last command about the voice, which must not be used again before that is executed.
    std::uint64_t& last_command(const Voice& voice) { return records_[voice.slot].last_command; }

private:
    static constexpr std::size_t chunk = 1 << 16; // 4 MiB: which fits huge pages

    // What the renderer does not need.
    struct Record {
        std::uint64_t generation = 0;
        std::uint64_t last_command = 0;
    };
    struct Free {
        std::size_t bytes;
        void operator()(Voice* voices) const;
    };
    using Chunk = std::unique_ptr<Voice[], Free>;

    Voice& at(std::size_t slot) const { return chunks_[slot / chunk][slot % chunk]; }
    Voice& take(Sound& sound);
    Sound& sound_of(const storage::Samples& samples, const Insert& insert, Index tail);

    std::size_t capacity_;
    std::vector<Chunk> chunks_;
    std::vector<Record> records_; // one for each slot
    std::size_t used_ = 0;        // slots that have been taken at least once
    std::vector<Voice*> free_;
    Sound* latest_ = nullptr;
};

} // namespace pya::mixer

#endif
