// SPDX-License-Identifier: MIT
#include "web/input_stream.hpp"

#include "backend/start_thread.hpp"

#include <algorithm>
#include <cmath>

namespace pya::web {
namespace {

constexpr std::size_t most_arrivals = 64; // how many blocks may wait for the callback

double seconds(std::chrono::steady_clock::duration d) { return std::chrono::duration<double>(d).count(); }

} // namespace

InputStream::InputStream(std::shared_ptr<WebBackend::Hub> hub, const StreamOptions& options)
    : hub_(std::move(hub)), options_(options),
      block_(static_cast<std::size_t>(options.frames_per_buffer * options.channels)) {
    hub_->add(*this);
    try {
        thread_ = start_thread([this] { listen(); });
    } catch (const DeviceError&) {
        hub_->remove(*this);
        throw;
    }
}

InputStream::~InputStream() {
    hub_->remove(*this);
    {
        const std::lock_guard lock(mutex_);
        closed_ = true;
    }
    wake_.notify_one();
    thread_.join();
}

void InputStream::deliver(const std::shared_ptr<const Message>& message) {
    {
        const std::lock_guard lock(mutex_);
        if (arrivals_.size() >= most_arrivals) return;
        arrivals_.push_back({message, Clock::now()});
    }
    wake_.notify_one();
}

void InputStream::listen() {
    std::unique_lock lock(mutex_);
    for (;;) {
        wake_.wait(lock, [this] { return closed_ || !arrivals_.empty(); });
        if (closed_) return;
        const Arrival arrival = std::move(arrivals_.front());
        arrivals_.pop_front();
        lock.unlock();
        hear(arrival);
        lock.lock();
    }
}

// How many frames lie between the last block and this one; negative if they overlap. A microphone counts its
// frames. Between two microphones only the clock can tell, and the clock is also used if the count is
// impossible.
Index InputStream::missing(const Arrival& arrival) {
    const Header& header = arrival.message->header;
    const double elapsed = seconds(arrival.at - heard_) * options_.rate;
    if (header.source == source_) {
        const double gap = header.position - expected_;
        if (gap <= elapsed + options_.rate) return static_cast<Index>(std::max(gap, -1e15));
    }
    return std::max<Index>(std::llround(elapsed) - header.frames, 0);
}

void InputStream::hear(const Arrival& arrival) {
    const Header& header = arrival.message->header;
    const Index gap = begun_ ? missing(arrival) : 0;
    if (gap < 0) return;
    if (gap > 0) fill_silence(gap);
    call_back(*arrival.message);
    begun_ = true;
    source_ = header.source;
    expected_ = header.position + header.frames;
    heard_ = arrival.at;
}

void InputStream::fill_silence(Index frames) {
    hub_->count_gap();
    std::fill(block_.begin(), block_.end(), 0.0f);
    for (Index left = frames; left > 0;) {
        const Index n = std::min(left, options_.frames_per_buffer);
        // This time has passed already, so the callback may take as long as it likes.
        options_.stream_callback(
            {.input = block_.data(), .frames = n, .may_wait = true, .xrun = left == frames});
        left -= n;
    }
}

// Channels that the microphone doesn't have are the same as its last one.
void InputStream::call_back(const Message& message) {
    const Index frames = message.header.frames, channels = message.header.channels;
    for (Index done = 0; done < frames;) {
        const Index n = std::min(frames - done, options_.frames_per_buffer);
        for (Index f = 0; f < n; ++f)
            for (Index c = 0; c < options_.channels; ++c)
                block_[static_cast<std::size_t>(f * options_.channels + c)] =
                    message
                        .samples[static_cast<std::size_t>((done + f) * channels + std::min(c, channels - 1))];
        options_.stream_callback({.input = block_.data(), .frames = n});
        done += n;
    }
}

} // namespace pya::web
