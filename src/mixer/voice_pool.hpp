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

    /// Makes room for so many more. Returns false where that would pass the capacity.
    bool reserve(std::size_t more);
    /// Never fails after reserve().
    Voice& take();
    void give_back(Voice& voice);
    /// The voice of that name, or nullptr if it was given back.
    Voice* find(VoiceId id) const;

private:
    static constexpr std::size_t chunk = 1 << 15; // 4 MiB: in huge pages

    struct Free {
        std::size_t count;
        void operator()(Voice* voices) const;
    };
    using Chunk = std::unique_ptr<Voice[], Free>;

    std::size_t capacity_;
    std::vector<Chunk> chunks_;
    std::vector<Voice*> free_;
    std::size_t made_ = 0; // slots that exist
};

} // namespace pya::mixer

#endif
