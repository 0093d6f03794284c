// SPDX-License-Identifier: MIT
#include "server/watcher.hpp"

#include "backend/start_thread.hpp"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <utility>

namespace pya {

struct Watcher::State {
    std::function<void()> check;
    std::mutex mutex;
    std::condition_variable ending;
    bool ended = false;

    void watch() {
        std::unique_lock lock(mutex);
        while (!ending.wait_for(lock, std::chrono::milliseconds(20), [this] { return ended; })) {
            lock.unlock();
            try {
                check();
            } catch (...) {
                // No caller is there who could handle it.
            }
            lock.lock();
        }
    }
};

Watcher::Watcher(std::function<void()> check) : state_(std::make_shared<State>()) {
    state_->check = std::move(check);
    thread_ = start_thread([state = state_] { state->watch(); });
}

Watcher::~Watcher() {
    {
        const std::lock_guard lock(state_->mutex);
        state_->ended = true;
    }
    state_->ending.notify_one();
    if (thread_.get_id() == std::this_thread::get_id())
        thread_.detach();
    else
        thread_.join();
}

} // namespace pya
