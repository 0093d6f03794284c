// SPDX-License-Identifier: MIT
// The voices that wait for their onsets.
#ifndef PYA_SRC_MIXER_WAITING_VOICES_HPP
#define PYA_SRC_MIXER_WAITING_VOICES_HPP

#include "mixer/voice.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace pya::mixer {

/// Gives voices in the order of their onsets, and those of equal onset in the order in which they were
/// played. After the constructor nothing here allocates.
///
/// They come to a heap. With each block some of the next ones go on to a queue, in their order: to take very
/// many off the heap on the frame on which they begin would take longer than a block lasts.
class WaitingVoices {
public:
    explicit WaitingVoices(std::size_t capacity) : queue_(capacity) {
        heap_.assign(capacity, {}); // touches the memory
        heap_.clear();
    }

    void push(Voice& voice) {
        heap_.push_back({voice.onset, voice.order, &voice});
        std::push_heap(heap_.begin(), heap_.end(), is_later);
    }

    /// Takes the next voice, if its onset is before that frame; nullptr otherwise.
    Voice* take_before(Index frame) {
        const bool queued = count_ > 0 && (heap_.empty() || is_later(heap_.front(), queue_[first_]));
        if (!queued && heap_.empty()) return nullptr;
        const Waiting next = queued ? queue_[first_] : heap_.front();
        if (next.onset >= frame) return nullptr;
        if (queued) {
            drop_first();
            // Voices of one block may be anywhere in memory, but it is known which of them follow.
            if (count_ > ahead) __builtin_prefetch(at(ahead).voice, 1);
        } else {
            pop_heap();
        }
        return next.voice;
    }

    /// Takes those whose onsets are soon after `now` off the heap, at most so many that it takes no time to
    /// speak of.
    void queue_some(Index now) {
        for (int i = 0; i < most_a_block && !heap_.empty(); ++i) {
            const Waiting& next = heap_.front();
            if (next.onset >= now + soon || (count_ > 0 && is_later(at(count_ - 1), next))) return;
            at(count_) = next;
            ++count_;
            pop_heap();
        }
    }

    /// Takes all voices, in any order: f(voice).
    template <class F>
    void take_all(F f) {
        for (; count_ > 0; drop_first()) f(*queue_[first_].voice);
        for (const Waiting& waiting : heap_) f(*waiting.voice);
        heap_.clear();
    }

private:
    static constexpr int most_a_block = 1024;
    static constexpr Index soon = 1 << 17; // frames
    static constexpr std::size_t ahead = 8;

    struct Waiting {
        Index onset = 0;
        std::uint64_t order = 0;
        Voice* voice = nullptr;
    };
    static bool is_later(const Waiting& a, const Waiting& b) {
        return a.onset != b.onset ? a.onset > b.onset : a.order > b.order;
    }

    Waiting& at(std::size_t k) { return queue_[(first_ + k) % queue_.size()]; }
    void drop_first() {
        first_ = first_ + 1 == queue_.size() ? 0 : first_ + 1;
        --count_;
    }
    void pop_heap() {
        std::pop_heap(heap_.begin(), heap_.end(), is_later);
        heap_.pop_back();
    }

    std::vector<Waiting> heap_;  // the next one on top
    std::vector<Waiting> queue_; // a ring
    std::size_t first_ = 0, count_ = 0;
};

} // namespace pya::mixer

#endif
