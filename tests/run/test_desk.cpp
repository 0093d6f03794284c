// SPDX-License-Identifier: MIT
#include "run/desk.hpp"

#include "support/catch.hpp"

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

using pya::Index;
using pya::detail::live::Desk;
using pya::detail::live::Strip;

namespace {

constexpr int rate = 8000; // a crossfade is 400 frames

void push(Strip& strip, float level, Index frames) {
    strip.rest(false);
    const std::vector<float> samples(static_cast<std::size_t>(frames), level);
    strip.push(samples.data(), frames);
}

std::vector<float> play(Desk& desk, Index frames) {
    std::vector<float> output(static_cast<std::size_t>(frames), -1.0f);
    desk.play({.output = output.data(), .frames = frames}, false);
    return output;
}

bool is_all(const std::vector<float>& samples, float level) {
    return std::all_of(samples.begin(), samples.end(), [=](float sample) { return sample == level; });
}

// A desk of one channel on which a version plays 0.5.
struct Playing {
    Playing() {
        desk.set_format(rate, 1);
        strip = desk.take();
        push(*strip, 0.5f, 2000);
        first = play(desk, 100);
    }
    Desk desk;
    Strip* strip = nullptr;
    std::vector<float> first;
};

} // namespace

TEST_CASE("the first version plays at once, as it is") {
    Playing playing;
    CHECK(is_all(playing.first, 0.5f));
    CHECK(playing.strip->state() == Strip::State::playing);
}

TEST_CASE("a version takes over with its first sound, by a crossfade") {
    Playing playing;
    Strip* const next = playing.desk.take();
    REQUIRE(next != nullptr);
    push(*next, 0, 100);
    push(*next, 1, 1500);
    CHECK(is_all(play(playing.desk, 100), 0.5f));
    CHECK(next->state() == Strip::State::waiting);
    const std::vector<float> fade = play(playing.desk, 400);
    for (std::size_t i = 0; i < fade.size(); ++i)
        CHECK(fade[i] == Approx(0.5 + 0.5 * static_cast<double>(i + 1) / 400).margin(1e-4));
    CHECK(is_all(play(playing.desk, 100), 1));
    CHECK(next->state() == Strip::State::playing);
    CHECK(playing.strip->state() == Strip::State::done);
    CHECK(playing.desk.missed() == 0);
}

TEST_CASE("a version that is silent for two seconds takes over all the same") {
    Playing playing;
    Strip* const next = playing.desk.take();
    for (int i = 0; i <= 2 * rate / 1000; ++i) {
        push(*playing.strip, 0.5f, 1000);
        push(*next, 0, 1000);
        play(playing.desk, 1000);
    }
    CHECK(next->state() == Strip::State::playing);
}

TEST_CASE("a version that is given up while it waits is never heard") {
    Playing playing;
    Strip* const next = playing.desk.take();
    push(*next, 1, 1000);
    playing.desk.leave(*next);
    CHECK(is_all(play(playing.desk, 500), 0.5f));
    CHECK(next->state() == Strip::State::done);
    CHECK(playing.strip->state() == Strip::State::playing);
}

TEST_CASE("a version that leaves fades out, and what it has left behind is not heard again") {
    Playing playing;
    playing.desk.leave(*playing.strip);
    const std::vector<float> fade = play(playing.desk, 500);
    CHECK(fade[199] == Approx(0.25).margin(1e-3));
    CHECK(fade[450] == 0);
    CHECK(playing.strip->state() == Strip::State::done);
    playing.desk.give_back(*playing.strip);
    CHECK(playing.desk.take() == playing.strip);
    CHECK(is_all(play(playing.desk, 100), 0));
}

TEST_CASE("four versions may be there at once, and a fifth waits for a place") {
    Playing playing;
    for (int i = 0; i < 3; ++i) REQUIRE(playing.desk.take() != nullptr);
    CHECK(playing.desk.take() == nullptr);
}

TEST_CASE("samples that come too late are silence and counted, those that never come are not") {
    Playing playing;
    play(playing.desk, 1800);
    CHECK(playing.desk.missed() == 0);
    const std::vector<float> short_of = play(playing.desk, 200);
    CHECK(short_of[99] == 0.5f);
    CHECK(short_of[100] == 0);
    CHECK(playing.desk.missed() == 0);
    push(*playing.strip, 0.5f, 100);
    CHECK(is_all(play(playing.desk, 100), 0.5f));
    CHECK(playing.desk.missed() == 1);
    play(playing.desk, 100);
    playing.strip->rest(true);
    CHECK(is_all(play(playing.desk, 100), 0));
    CHECK(playing.desk.missed() == 1);
}

TEST_CASE("who may wait hears every sample, also through a hundred versions", "[threads]") {
    Desk desk;
    desk.set_format(rate, 1);
    std::atomic<bool> over = false;
    float least = 1, most = 0; // since the first has begun
    std::thread callback([&] {
        std::vector<float> output(256);
        while (!over) {
            desk.play({.output = output.data(), .frames = 256}, true);
            const auto [low, high] = std::minmax_element(output.begin(), output.end());
            if (most > 0) least = std::min(least, *low);
            most = std::max(most, *high);
        }
    });
    Strip* before = nullptr;
    for (int version = 0; version < 100; ++version) {
        Strip* const strip = desk.take();
        REQUIRE(strip != nullptr);
        const auto feed = [&](Strip& to) {
            if (to.room() >= 512) push(to, 0.5f, 512);
        };
        while (strip->state() == Strip::State::waiting) {
            feed(*strip);
            if (before != nullptr) feed(*before);
        }
        while (before != nullptr && before->state() != Strip::State::done) {
            feed(*strip);
            feed(*before);
        }
        if (before != nullptr) desk.give_back(*before);
        before = strip;
    }
    over = true;
    for (const std::vector<float> more(256, 0.5f); before->room() > 0;)
        before->push(more.data(), std::min<Index>(before->room(), 256));
    callback.join();
    CHECK(least == Approx(0.5f));
    CHECK(most == Approx(0.5f));
    CHECK(desk.missed() == 0);
}
