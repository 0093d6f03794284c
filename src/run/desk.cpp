// SPDX-License-Identifier: MIT
#include "run/desk.hpp"

#include <algorithm>
#include <chrono>
#include <thread>
#include <utility>

namespace pya::detail::live {
namespace {

constexpr float crossfade = 0.05f;    // seconds
constexpr Index silence = 2;          // seconds without a sound that a version waits for at most
constexpr Index longest_block = 8192; // frames
constexpr auto longest_wait = std::chrono::milliseconds(500); // for samples that are late

} // namespace

void Strip::push(const float* samples, Index frames) {
    ring_->push(samples, static_cast<std::size_t>(frames * channels_));
}

void Desk::set_format(int rate, Index channels) {
    rate_ = rate;
    channels_ = channels;
    step_ = 1 / (crossfade * static_cast<float>(rate));
    for (Strip& strip : strips_) {
        strip.channels_ = channels;
        strip.block_.resize(static_cast<std::size_t>(longest_block * channels));
        strip.ring_ = std::make_unique<Spsc<float>>(static_cast<std::size_t>(Strip::ahead * channels));
    }
}

Strip* Desk::take() {
    for (Strip& strip : strips_)
        if (strip.state() == Strip::State::free) {
            for (float sample = 0; strip.ring_->pop(sample);) {
            }
            strip.resting_ = true;
            strip.silent_ = 0;
            strip.late_ = 0;
            strip.gain_ = 0;
            strip.state_ = Strip::State::waiting;
            return &strip;
        }
    return nullptr;
}

void Desk::leave(Strip& strip) {
    auto was = Strip::State::waiting;
    if (strip.state_.compare_exchange_strong(was, Strip::State::leaving)) return;
    was = Strip::State::playing;
    strip.state_.compare_exchange_strong(was, Strip::State::leaving);
}

void Desk::play(const StreamBlock& block, bool may_wait) {
    for (Index done = 0; done < block.frames;) {
        const Index frames = std::min(block.frames - done, longest_block);
        float* const output = block.output + done * channels_;
        std::fill_n(output, frames * channels_, 0.0f);
        for (Strip& strip : strips_) fetch(strip, frames, may_wait);
        for (Strip& strip : strips_)
            if (strip.state() == Strip::State::waiting && is_sounding(strip)) take_over(strip);
        for (Strip& strip : strips_) add(strip, output);
        done += frames;
    }
}

void Desk::fetch(Strip& strip, Index frames, bool may_wait) {
    strip.got_ = 0;
    const Strip::State state = strip.state();
    if (state == Strip::State::free || state == Strip::State::done) return;
    const bool playing = state == Strip::State::playing;
    if (may_wait && (playing || strip.gain_ > 0)) {
        const auto last = std::chrono::steady_clock::now() + longest_wait;
        while (strip.stored() < frames && !strip.resting_ && std::chrono::steady_clock::now() < last)
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    strip.got_ = std::min(strip.stored(), frames);
    strip.ring_->pop(strip.block_.data(), static_cast<std::size_t>(strip.got_ * channels_));
    if (strip.got_ == frames)
        missed_ += std::exchange(strip.late_, 0);
    else if (strip.resting_)
        strip.late_ = 0;
    else if (playing)
        ++strip.late_;
    if (state == Strip::State::waiting) strip.silent_ += strip.got_;
}

// A version takes over with its first sound, so that none is cut while it gets ready; or after a while.
bool Desk::is_sounding(const Strip& strip) const {
    const auto end = strip.block_.begin() + strip.got_ * channels_;
    return strip.silent_ > silence * rate_ ||
           std::any_of(strip.block_.begin(), end, [](float sample) { return sample != 0; });
}

void Desk::take_over(Strip& strip) {
    auto was = Strip::State::waiting;
    if (!strip.state_.compare_exchange_strong(was, Strip::State::playing))
        return; // its owner has just given it up
    strip.gain_ = 1;
    for (Strip& other : strips_) {
        if (&other == &strip) continue;
        was = Strip::State::playing;
        other.state_.compare_exchange_strong(was, Strip::State::leaving);
        if (other.state() == Strip::State::leaving && other.gain_ > 0) strip.gain_ = 0; // faded from
    }
}

void Desk::add(Strip& strip, float* output) {
    const Strip::State state = strip.state();
    if (state != Strip::State::playing && state != Strip::State::leaving) return;
    const float step = state == Strip::State::playing ? step_ : -step_;
    for (Index f = 0; f < strip.got_; ++f) {
        strip.gain_ = std::clamp(strip.gain_ + step, 0.0f, 1.0f);
        for (Index c = 0; c < channels_; ++c)
            output[f * channels_ + c] +=
                strip.gain_ * strip.block_[static_cast<std::size_t>(f * channels_ + c)];
    }
    const bool silent = strip.gain_ == 0 || strip.got_ == 0; // nothing is left to fade
    if (state == Strip::State::leaving && silent) {
        strip.gain_ = 0;
        strip.state_ = Strip::State::done;
    }
}

} // namespace pya::detail::live
