// SPDX-License-Identifier: MIT
// The sound that the page plays. The callback runs on a thread of the stream. It learns what the page asks
// for from two numbers, under a lock that nobody holds for long.
#ifndef PYA_SRC_WEB_OUTPUT_STREAM_HPP
#define PYA_SRC_WEB_OUTPUT_STREAM_HPP

#include "web/hub.hpp"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

namespace pya::web {

class OutputStream : public Stream {
public:
    OutputStream(std::shared_ptr<WebBackend::Hub> hub, const StreamOptions& options);
    ~OutputStream() override;

    bool is_active() const override { return hub_->is_open(); }
    Index channels() const override { return options_.channels; }
    double latency() const override;

    int rate() const { return options_.rate; }
    /// How many pages listen from now on.
    void set_listeners(Index listeners);
    /// The page asks for more.
    void request(Index frames);

private:
    using Clock = std::chrono::steady_clock;
    struct Due {
        Index frames = 0; ///< 0: the stream has been closed
        bool heard = false;
        bool late = false;
    };

    void keep_time();
    Due due();

    std::shared_ptr<WebBackend::Hub> hub_;
    StreamOptions options_;
    Clock::duration period_; // duration of a block
    std::vector<float> block_;
    Index position_ = 0;

    mutable std::mutex mutex_; // of what follows
    std::condition_variable wake_;
    Index listeners_ = 0;
    Index wanted_ = 0;
    Clock::time_point asked_; // when the page asked for the last time
    Clock::time_point next_;  // when the next block is due if nobody asks
    bool closed_ = false;

    std::thread thread_;
};

} // namespace pya::web

#endif
