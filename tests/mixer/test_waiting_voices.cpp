// SPDX-License-Identifier: MIT
#include "mixer/waiting_voices.hpp"

#include "support/catch.hpp"

#include <memory>
#include <random>
#include <set>
#include <utility>
#include <vector>

using pya::Index;
using pya::mixer::Voice;
using pya::mixer::WaitingVoices;

// A set of pairs of onset and order says what must come, for voices that come and go in bursts, often on one
// frame, and while others are queued already.
TEST_CASE("waiting voices come in the order of their onsets and then of their playing", "[mixer]") {
    constexpr std::size_t capacity = 3000;
    std::mt19937 random(1);
    const auto below = [&](unsigned n) { return static_cast<Index>(random() % n); };
    const auto voices = std::make_unique<Voice[]>(capacity);
    std::vector<Voice*> free;
    for (std::size_t i = 0; i < capacity; ++i) free.push_back(&voices[i]);
    WaitingVoices waiting(capacity);
    std::set<std::pair<Index, std::uint64_t>> expected;
    std::uint64_t order = 0;
    for (Index now = 0, round = 0; round < 400; ++round, now += below(2000)) {
        const Index onset = now + below(40000), spread = 1 + below(2) * below(500);
        for (Index count = below(200); count > 0 && !free.empty(); --count) {
            Voice& voice = *free.back();
            free.pop_back();
            voice.onset = onset + below(static_cast<unsigned>(spread));
            voice.order = order++;
            waiting.push(voice);
            expected.emplace(voice.onset, voice.order);
        }
        if (round % 3 != 0) waiting.queue_some(now);
        while (Voice* const voice = waiting.take_before(now)) {
            REQUIRE(std::pair(voice->onset, voice->order) == *expected.begin());
            REQUIRE(voice->onset < now);
            expected.erase(expected.begin());
            free.push_back(voice);
        }
        REQUIRE((expected.empty() || expected.begin()->first >= now));
    }
    CHECK(order > 2 * capacity); // the ring has come round
    REQUIRE(!expected.empty());
    waiting.take_all([&](Voice& voice) { expected.erase({voice.onset, voice.order}); });
    CHECK(expected.empty());
    CHECK(waiting.take_before(1 << 30) == nullptr);
}

TEST_CASE("voices farther ahead than some seconds are not queued, nor those behind a queued one", "[mixer]") {
    const auto voices = std::make_unique<Voice[]>(3);
    WaitingVoices waiting(3);
    voices[0].onset = Index{1} << 40;
    voices[1].onset = 1000;
    voices[2].onset = 10;
    waiting.push(voices[0]);
    waiting.queue_some(0);
    waiting.push(voices[1]);
    waiting.queue_some(0);
    waiting.push(voices[2]);
    waiting.queue_some(0);
    CHECK(waiting.take_before(10) == nullptr);
    CHECK(waiting.take_before(11) == &voices[2]);
    CHECK(waiting.take_before(1001) == &voices[1]);
    CHECK(waiting.take_before(Index{1} << 40) == nullptr);
    CHECK(waiting.take_before((Index{1} << 40) + 1) == &voices[0]);
    CHECK(waiting.take_before((Index{1} << 40) + 1) == nullptr);
}
