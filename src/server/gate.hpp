// SPDX-License-Identifier: MIT
// Keeps a callback from using what its owner takes away, without a lock in the callback.
#ifndef PYA_SRC_SERVER_GATE_HPP
#define PYA_SRC_SERVER_GATE_HPP

#include <atomic>
#include <thread>

namespace pya {

class Gate {
public:
    /// What a callback holds while it runs. False: the gate is closed, touch nothing.
    class Pass {
    public:
        explicit Pass(Gate& gate) : gate_(gate) { gate_.inside_.store(true); }
        ~Pass() { gate_.inside_.store(false); }
        Pass(const Pass&) = delete;
        Pass& operator=(const Pass&) = delete;
        explicit operator bool() const { return gate_.open_.load(); }

    private:
        Gate& gate_;
    };

    /// Afterwards no callback is inside and none will get in until open().
    void close() {
        open_.store(false);
        while (inside_.load()) std::this_thread::yield();
    }
    void open() { open_.store(true); }

private:
    std::atomic<bool> open_ = false;
    std::atomic<bool> inside_ = false;
};

} // namespace pya

#endif
