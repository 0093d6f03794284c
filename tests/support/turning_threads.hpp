// SPDX-License-Identifier: MIT
// Threads that do something again and again, with random numbers of their own, until they are destroyed.
#ifndef PYA_TESTS_SUPPORT_TURNING_THREADS_HPP
#define PYA_TESTS_SUPPORT_TURNING_THREADS_HPP

#include <atomic>
#include <random>
#include <thread>
#include <vector>

class TurningThreads {
public:
    /// `turn` takes a random generator. Several threads call it at once.
    template <class Turn>
    TurningThreads(unsigned count, const Turn& turn) {
        for (unsigned t = 0; t < count; ++t)
            threads_.emplace_back([this, turn, t] {
                std::mt19937 random(t);
                while (!over_) {
                    turn(random);
                    std::this_thread::yield();
                }
            });
    }
    ~TurningThreads() {
        over_ = true;
        for (std::thread& thread : threads_) thread.join();
    }
    TurningThreads(const TurningThreads&) = delete;
    TurningThreads& operator=(const TurningThreads&) = delete;

private:
    std::atomic<bool> over_ = false;
    std::vector<std::thread> threads_;
};

#endif
