// SPDX-License-Identifier: MIT
#include "mixer/voice_pool.hpp"

#include <pya/storage/pool.hpp>

#include <algorithm>

namespace pya::mixer {

void VoicePool::Free::operator()(Voice* voices) const {
    std::destroy_n(voices, count);
    storage::release(voices, count * sizeof(Voice));
}

bool VoicePool::reserve(std::size_t more) {
    if (more > free_.size() + capacity_ - made_) return false;
    while (free_.size() < more) {
        const std::size_t count = std::min(chunk, capacity_ - made_);
        free_.reserve(made_ + count);
        chunks_.reserve(chunks_.size() + 1);
        auto* voices = static_cast<Voice*>(storage::allocate(count * sizeof(Voice)));
        std::uninitialized_default_construct_n(voices, count);
        chunks_.push_back(Chunk(voices, Free{count}));
        for (std::size_t i = count; i-- > 0;) {
            chunks_.back()[i].slot = static_cast<std::uint32_t>(made_ + i);
            free_.push_back(&chunks_.back()[i]);
        }
        made_ += count;
    }
    return true;
}

Voice& VoicePool::take() {
    Voice& voice = *free_.back();
    free_.pop_back();
    ++voice.generation;
    return voice;
}

void VoicePool::give_back(Voice& voice) {
    voice.samples = {};
    free_.push_back(&voice);
}

Voice* VoicePool::find(VoiceId id) const {
    if (id.generation == 0 || id.slot >= made_) return nullptr;
    Voice& voice = chunks_[id.slot / chunk][id.slot % chunk];
    return voice.generation == id.generation ? &voice : nullptr;
}

} // namespace pya::mixer
