// SPDX-License-Identifier: MIT
// Which process an object was made in.
#ifndef PYA_SRC_PROCESS_HPP
#define PYA_SRC_PROCESS_HPP

#include <pya/error.hpp>

#include <atomic>
#include <memory>
#include <utility>

#include <pthread.h>

namespace pya::detail {

inline std::atomic<unsigned> forks = 0; // that lie between the first process and this one
inline const int counting_forks =
    pthread_atfork(nullptr, nullptr, [] { forks.fetch_add(1, std::memory_order_relaxed); });

/// Remembers the process that it is made in. A child made by fork() has the objects of its parent but none of
/// its threads: whoever waits for one, or for a lock that one held, would wait for ever.
class Process {
public:
    Process() : forks_(forks.load(std::memory_order_relaxed)) {}
    bool is_this() const { return forks_ == forks.load(std::memory_order_relaxed); }
    /// Throws DeviceError in any other process.
    void check(const char* function) const {
        if (!is_this())
            fail<DeviceError>(
                function,
                ": this was made before fork() and belongs to the process that made it; make another one");
    }

private:
    unsigned forks_;
};

/// Keeps for ever what must not be destroyed in this process.
inline void abandon(std::shared_ptr<void> object) {
    struct Left {
        std::shared_ptr<void> object;
        Left* next;
    };
    static constinit std::atomic<Left*> all = nullptr;
    Left* const left = new Left{std::move(object), all.load()};
    while (!all.compare_exchange_weak(left->next, left)) {
    }
}

} // namespace pya::detail

#endif
