// SPDX-License-Identifier: MIT
// A thread that calls a function fifty times a second.
#ifndef PYA_SRC_SERVER_WATCHER_HPP
#define PYA_SRC_SERVER_WATCHER_HPP

#include <functional>
#include <memory>
#include <thread>

namespace pya {

class Watcher {
public:
    /// Begins to call `check`. What that throws is ignored, and the calls go on. Throws DeviceError where no
    /// thread can be made.
    explicit Watcher(std::function<void()> check);
    /// Ends the calls. Waits until `check` has returned, unless it is `check` itself that ends the watcher.
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
