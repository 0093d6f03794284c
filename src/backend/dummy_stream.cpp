// SPDX-License-Identifier: MIT
#include "backend/dummy_stream.hpp"

#include "backend/pcm.hpp"
#include "backend/start_thread.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <utility>

namespace pya {

DummyStream::DummyStream(std::shared_ptr<DummyBackend::Rig> rig, const Backend& backend,
                         StreamOptions options)
    : rig_(std::move(rig)), is_int16_(backend.range() != 1), options_(std::move(options)) {
    options_.frames_per_buffer = std::max<Index>(options_.frames_per_buffer, 1);
    buffer_.resize(static_cast<std::size_t>(options_.frames_per_buffer * options_.channels));
    if (options_.output_flag) {
        const std::lock_guard lock(rig_->output);
        rig_->captured.clear();
        rig_->captured_channels = options_.channels;
        rig_->captured_rate = options_.rate;
    }
    {
        const std::lock_guard lock(rig_->time);
        rig_->streams.push_back(this);
    }
    if (rig_->options.pacing != Pacing::clock) return;
    try {
        thread_ = start_thread([this] { keep_time(); });
    } catch (const DeviceError&) {
        const std::lock_guard lock(rig_->time);
        std::erase(rig_->streams, this);
        throw;
    }
}

DummyStream::~DummyStream() {
    {
        const std::lock_guard lock(rig_->time);
        std::erase(rig_->streams, this);
    }
    {
        const std::lock_guard lock(mutex_);
        closed_ = true;
    }
    closing_.notify_one();
    if (thread_.joinable()) thread_.join();
}

void DummyStream::sleep(double seconds) {
    if (rig_->options.pacing == Pacing::clock)
        Stream::sleep(seconds);
    else
        rig_->advance(std::max<Index>(std::llround(seconds * options_.rate), 1), options_.rate);
}

bool DummyStream::run_owed() {
    if (!is_active()) owed_ = 0;
    if (owed_ == 0) return false;
    const Index frames = std::min(owed_, options_.frames_per_buffer);
    owed_ -= frames;
    run(frames, false);
    return true;
}

void DummyStream::keep_time() {
    using Clock = std::chrono::steady_clock;
    const auto period = std::chrono::duration_cast<Clock::duration>(
        std::chrono::duration<double>(static_cast<double>(options_.frames_per_buffer) / options_.rate));
    auto next = Clock::now();
    std::unique_lock lock(mutex_);
    while (!closing_.wait_until(lock, next, [this] { return closed_; }) && is_active()) {
        // After a long delay the device goes on from now on, and does not catch up.
        const bool late = Clock::now() > next + 8 * period + std::chrono::milliseconds(100);
        next = (late ? Clock::now() : next) + period;
        lock.unlock();
        run(options_.frames_per_buffer, late);
        lock.lock();
    }
}

void DummyStream::run(Index frames, bool late) {
    const DummyFaults& faults = rig_->options.faults;
    frames = std::min(frames, faults.lose_at - position_);
    if (frames <= 0) return lose();
    ++blocks_;
    const bool xrun = late || (faults.xrun_every > 0 && blocks_ % faults.xrun_every == 0);
    if (options_.input_flag) fill_input(frames);
    options_.stream_callback({.input = options_.input_flag ? buffer_.data() : nullptr,
                              .output = options_.output_flag ? buffer_.data() : nullptr,
                              .frames = frames,
                              .may_wait = rig_->options.pacing == Pacing::on_call,
                              .xrun = xrun});
    if (options_.output_flag) capture(frames);
    position_ += frames;
}

void DummyStream::fill_input(Index frames) {
    const Asig& input = rig_->options.input;
    for (Index f = 0; f < frames; ++f)
        for (Index c = 0; c < options_.channels; ++c) {
            const bool there = c < input.channels() && position_ + f < input.samples();
            buffer_[static_cast<std::size_t>(f * options_.channels + c)] =
                there ? input.storage().channel(c)[position_ + f] : 0.0f;
        }
}

void DummyStream::capture(Index frames) {
    const std::lock_guard lock(rig_->output);
    const auto most = static_cast<Index>(rig_->options.capture.value * options_.rate);
    const Index kept = std::clamp<Index>(most - position_, 0, frames);
    const std::span<const float> played(buffer_.data(), static_cast<std::size_t>(kept * options_.channels));
    std::vector<float>& captured = rig_->captured;
    if (!is_int16_) {
        captured.insert(captured.end(), played.begin(), played.end());
        return;
    }
    std::vector<std::int16_t> pcm(played.size());
    to_int16(played, pcm.data());
    const std::size_t before = captured.size();
    captured.resize(before + pcm.size());
    to_float(pcm, captured.data() + before);
}

} // namespace pya
