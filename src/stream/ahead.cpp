// SPDX-License-Identifier: MIT
#include "stream/ahead.hpp"

#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <thread>

namespace pya::detail {
namespace {

class Ahead : public Flow {
public:
    explicit Ahead(FlowPtr flow) : flow_(std::move(flow)), thread_([this] { run(); }) {}

    ~Ahead() override {
        {
            const std::lock_guard lock(mutex_);
            stopped_ = true;
        }
        changed_.notify_all();
        thread_.join();
    }

    bool next(storage::Samples& block) override {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return !ready_.empty() || ended_; });
        if (ready_.empty()) {
            if (error_) std::rethrow_exception(error_);
            return false;
        }
        block = std::move(ready_.front());
        ready_.pop_front();
        lock.unlock();
        changed_.notify_all();
        return true;
    }

private:
    void run() {
        std::exception_ptr error;
        try {
            for (storage::Samples block; flow_->next(block); block = storage::Samples()) {
                std::unique_lock lock(mutex_);
                changed_.wait(lock, [this] { return ready_.size() < most || stopped_; });
                if (stopped_) return;
                ready_.push_back(std::move(block));
                lock.unlock();
                changed_.notify_all();
            }
        } catch (...) {
            error = std::current_exception();
        }
        {
            const std::lock_guard lock(mutex_);
            error_ = error;
            ended_ = true;
        }
        changed_.notify_all();
    }

    static constexpr std::size_t most = 3; // blocks that wait
    FlowPtr flow_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<storage::Samples> ready_;
    std::exception_ptr error_;
    bool ended_ = false;
    bool stopped_ = false;
    std::thread thread_; // the last member, because it uses the others
};

} // namespace

FlowPtr ahead(FlowPtr flow, const StreamRun& run) {
    if (!run.threads()) return flow;
    return std::make_unique<Ahead>(std::move(flow));
}

} // namespace pya::detail
