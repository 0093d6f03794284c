// SPDX-License-Identifier: MIT
#include "mixer/voice_pool.hpp"

#include <pya/storage/pool.hpp>

#include <algorithm>
#include <cstring>
#include <memory>
#include <utility>

namespace pya::mixer {
namespace {

bool same(const storage::Samples& a, const storage::Samples& b) {
    return a.shares_with(b) && a.channel(0) == b.channel(0) && a.rows() == b.rows() && a.cols() == b.cols();
}

} // namespace

void VoicePool::Free::operator()(Voice* voices) const { storage::release(voices, bytes); }

VoicePool::VoicePool(std::size_t capacity) : capacity_(capacity) {
    reserve(std::min(chunk, capacity));
    std::memset(static_cast<void*>(chunks_.front().get()), 0, chunks_.front().get_deleter().bytes);
}

VoicePool::~VoicePool() {
    for (std::size_t slot = 0; slot < used_; ++slot)
        if (at(slot).sound != nullptr) give_back(at(slot));
}

bool VoicePool::reserve(std::size_t more) {
    if (more > free_.size() + capacity_ - used_) return false;
    while (free_.size() + records_.size() - used_ < more) {
        const std::size_t made = records_.size();
        const std::size_t count = std::min(chunk, capacity_ - made);
        free_.reserve(made + count);
        chunks_.reserve(chunks_.size() + 1);
        const std::size_t bytes = count * sizeof(Voice);
        chunks_.push_back(Chunk(static_cast<Voice*>(storage::allocate(bytes)), Free{bytes}));
        records_.resize(made + count);
    }
    return true;
}

Voice& VoicePool::take(const storage::Samples& samples, const Insert& insert, Index tail) {
    return take(sound_of(samples, insert, tail));
}

Voice& VoicePool::take(std::shared_ptr<MixerSource> source, const Insert& insert, Index tail) {
    auto block = storage::Samples::zeros(MixerCore::max_block, source->channels());
    auto sound = std::make_unique<Sound>(
        Sound{.samples = {}, .source = std::move(source), .insert = insert, .tail = tail});
    (insert ? sound->piece : sound->samples) = std::move(block);
    return take(*sound.release());
}

Voice& VoicePool::take(Sound& sound) {
    ++sound.voices;
    Voice* voice = nullptr;
    if (free_.empty()) {
        voice = std::construct_at(&at(used_));
        voice->slot = static_cast<std::uint32_t>(used_++);
    } else {
        voice = free_.back();
        free_.pop_back();
    }
    ++records_[voice->slot].generation;
    voice->sound = &sound;
    return *voice;
}

// Finds the samples of a signal that is played again and again.
Sound& VoicePool::sound_of(const storage::Samples& samples, const Insert& insert, Index tail) {
    if (insert)
        return *new Sound{.samples = samples,
                          .insert = insert,
                          .tail = tail,
                          .piece = storage::Samples::zeros(MixerCore::max_block, samples.cols())};
    if (latest_ != nullptr && same(latest_->samples, samples)) return *latest_;
    latest_ = new Sound{.samples = samples};
    return *latest_;
}

void VoicePool::give_back(Voice& voice) {
    Sound* sound = std::exchange(voice.sound, nullptr);
    if (--sound->voices == 0) {
        if (sound == latest_) latest_ = nullptr;
        delete sound;
    }
    free_.push_back(&voice);
}

Voice* VoicePool::find(VoiceId id) const {
    if (id.generation == 0 || id.slot >= used_ || records_[id.slot].generation != id.generation)
        return nullptr;
    return &at(id.slot);
}

} // namespace pya::mixer
