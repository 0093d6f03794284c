// SPDX-License-Identifier: MIT
// A bounded wait-free queue from one thread to another.
#ifndef PYA_SRC_MIXER_SPSC_HPP
#define PYA_SRC_MIXER_SPSC_HPP

#include <boost/lockfree/spsc_queue.hpp>

#include <cstddef>

namespace pya {

template <class T>
class Spsc {
public:
    /// Writes to all of its memory, so that the callback never meets a page that is not mapped yet.
    explicit Spsc(std::size_t capacity) : queue_(capacity) {
        for (std::size_t i = 0; i <= capacity; ++i) {
            queue_.push(T{});
            queue_.pop();
        }
    }

    bool push(const T& item) { return queue_.push(item); }
    bool pop(T& item) { return queue_.pop(item); }
    std::size_t push(const T* items, std::size_t n) { return queue_.push(items, n); }
    std::size_t pop(T* items, std::size_t n) { return queue_.pop(items, n); }
    std::size_t write_available() const { return queue_.write_available(); }
    std::size_t read_available() const { return queue_.read_available(); }

private:
    boost::lockfree::spsc_queue<T> queue_;
};

} // namespace pya

#endif
