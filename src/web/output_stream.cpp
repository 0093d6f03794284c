// SPDX-License-Identifier: MIT
#include "web/output_stream.hpp"

#include "backend/start_thread.hpp"

#include "web/message.hpp"

#include <algorithm>

namespace pya::web {
namespace {

constexpr auto patience = std::chrono::seconds(2); // for how long a page may ask for nothing
constexpr Index longest_block = 4096;              // the most frames in one message

} // namespace

OutputStream::OutputStream(std::shared_ptr<WebBackend::Hub> hub, const StreamOptions& options)
    : hub_(std::move(hub)), options_(options),
      period_(std::chrono::duration_cast<Clock::duration>(
          std::chrono::duration<double>(static_cast<double>(options.frames_per_buffer) / options.rate))),
      block_(static_cast<std::size_t>(std::max(longest_block, options.frames_per_buffer) * options.channels)),
      next_(Clock::now()) {
    hub_->add(*this);
    try {
        thread_ = start_thread([this] { keep_time(); });
    } catch (const DeviceError&) {
        hub_->remove(*this);
        throw;
    }
}

OutputStream::~OutputStream() {
    hub_->remove(*this);
    {
        const std::lock_guard lock(mutex_);
        closed_ = true;
    }
    wake_.notify_one();
    thread_.join();
}

double OutputStream::latency() const {
    const std::lock_guard lock(mutex_);
    return listeners_ > 0 ? static_cast<double>(hub_->ahead()) / options_.rate : 0;
}

void OutputStream::set_listeners(Index listeners) {
    {
        const std::lock_guard lock(mutex_);
        listeners_ = listeners;
        wanted_ = 0;
        asked_ = Clock::now();
    }
    wake_.notify_one();
}

void OutputStream::request(Index frames) {
    {
        const std::lock_guard lock(mutex_);
        if (listeners_ != 1) return;
        wanted_ = std::min(wanted_ + frames, WebBackend::Hub::most_ahead);
        asked_ = Clock::now();
    }
    wake_.notify_one();
}

OutputStream::Due OutputStream::due() {
    std::unique_lock lock(mutex_);
    for (;;) {
        const auto now = Clock::now();
        if (closed_) return {};
        if (listeners_ == 1 && (wanted_ > 0 || now < asked_ + patience)) {
            next_ = now;
            if (wanted_ > 0) {
                const Index frames = std::min(wanted_, longest_block);
                wanted_ -= frames;
                return {frames, true, false};
            }
            wake_.wait_until(lock, asked_ + patience);
        } else if (now >= next_) {
            // After a long delay the stream goes on from now on, and does not catch up.
            const bool late = now > next_ + 8 * period_ + std::chrono::milliseconds(100);
            next_ = (late ? now : next_) + period_;
            return {options_.frames_per_buffer, listeners_ > 1, late};
        } else {
            wake_.wait_until(lock, next_);
        }
    }
}

void OutputStream::keep_time() {
    for (Due now = due(); now.frames > 0; now = due()) {
        for (Index done = 0; done < now.frames;) {
            const Index frames = std::min(now.frames - done, options_.frames_per_buffer);
            options_.stream_callback(
                {.output = block_.data() + done * options_.channels, .frames = frames, .xrun = now.late});
            done += frames;
        }
        if (now.heard)
            hub_->play(*this,
                       pack({.frames = static_cast<std::uint32_t>(now.frames),
                             .channels = static_cast<std::uint32_t>(options_.channels),
                             .position = static_cast<double>(position_)},
                            {block_.data(), static_cast<std::size_t>(now.frames * options_.channels)}));
        position_ += now.frames;
    }
}

} // namespace pya::web
