// SPDX-License-Identifier: MIT
// The sound of the page's microphone. The callback runs on a thread of the stream, which gets the blocks
// through a bounded queue.
#ifndef PYA_SRC_WEB_INPUT_STREAM_HPP
#define PYA_SRC_WEB_INPUT_STREAM_HPP

#include "web/hub.hpp"
#include "web/message.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace pya::web {

class InputStream : public Stream {
public:
    InputStream(std::shared_ptr<WebBackend::Hub> hub, const StreamOptions& options);
    ~InputStream() override;

    bool is_active() const override { return hub_->is_open(); }
    Index channels() const override { return options_.channels; }

    int rate() const { return options_.rate; }
    /// Takes a block from the page. If the queue is full it is dropped, which shows when the next one comes.
    void deliver(const std::shared_ptr<const Message>& message);

private:
    using Clock = std::chrono::steady_clock;
    struct Arrival {
        std::shared_ptr<const Message> message;
        Clock::time_point at;
    };

    void listen();
    void hear(const Arrival& arrival);
    Index missing(const Arrival& arrival);
    void fill_silence(Index frames);
    void call_back(const Message& message);

    std::shared_ptr<WebBackend::Hub> hub_;
    StreamOptions options_;
    std::vector<float> block_;
    bool begun_ = false;
    std::uint32_t source_ = 0;
    double expected_ = 0;     // position of the next block of this source
    Clock::time_point heard_; // when the last block came

    std::mutex mutex_; // of what follows
    std::condition_variable wake_;
    std::deque<Arrival> arrivals_;
    bool closed_ = false;

    std::thread thread_;
};

} // namespace pya::web

#endif
