// SPDX-License-Identifier: MIT
// The memory of a mixer's voices, on the control side.
#ifndef PYA_SRC_MIXER_VOICE_POOL_HPP
#define PYA_SRC_MIXER_VOICE_POOL_HPP

#include "mixer/voice.hpp"

#include <memory>
#include <vector>

namespace pya::mixer {

/// Voices never move. A slot that was given back serves again under a new generation.
class VoicePool {
public:
    explicit VoicePool(std::size_t capacity) : capacity_(capacity) {}
    ~VoicePool();
    VoicePool(const VoicePool&) = delete;
    VoicePool& operator=(const VoicePool&) = delete;

    /// Makes room for so many more. Returns false where that would pass the capacity.
    bool reserve(std::size_t more);
    /// A voice for these samples, after reserve().
    Voice& take(const storage::Samples& samples);
    void give_back(Voice& voice);

    VoiceId id(const Voice& voice) const { return {voice.slot, records_[voice.slot].generation}; }
    /// The voice of that name, or nullptr if its slot serves again or was never used.
    Voice* find(VoiceId id) const;
    /// The number of the last command about the voice, before whose execution it must not be reused.
    std::uint64_t& last_command(const Voice& voice) { return records_[voice.slot].last_command; }

private:
    static constexpr std::size_t chunk = 1 << 16; // 4 MiB: in huge pages

    // What the renderer has no use for.
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
    Sound& sound_of(const storage::Samples& samples);

    std::size_t capacity_;
    std::vector<Chunk> chunks_;
    std::vector<Record> records_; // of the slots there are
    std::size_t used_ = 0;        // slots that have been taken at least once
    std::vector<Voice*> free_;
    Sound* latest_ = nullptr;
};

} // namespace pya::mixer

#endif
