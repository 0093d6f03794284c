// SPDX-License-Identifier: MIT
// A thread that looks after something fifty times a second.
#ifndef PYA_SRC_SERVER_WATCHER_HPP
#define PYA_SRC_SERVER_WATCHER_HPP

#include <functional>
#include <memory>
#include <thread>

namespace pya {

class Watcher {
public:
    /// Whatever `care` throws is forgotten, and it is called again. Throws DeviceError where no thread can be
    /// made.
    explicit Watcher(std::function<void()> care);
    /// `care` is not called again. Waits until it has returned, unless it is `care` that ends the watcher.
    ~Watcher();
    Watcher(const Watcher&) = delete;
    Watcher& operator=(const Watcher&) = delete;

private:
    struct State;
    std::shared_ptr<State> state_;
    std::thread thread_;
};

} // namespace pya

#endif
