// SPDX-License-Identifier: MIT
// What all threads share of the pool.
#ifndef PYA_SRC_STORAGE_BLOCK_POOL_HPP
#define PYA_SRC_STORAGE_BLOCK_POOL_HPP

#include <pya/error.hpp>
#include <pya/storage/pool.hpp>

#include "storage/demand.hpp"
#include "storage/idle_blocks.hpp"
#include "storage/size_class.hpp"
#include "storage/system_block.hpp"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <utility>

namespace pya::storage {

/// Keeps blocks as the header of the pool says. Any thread may call any function at any time.
class BlockPool {
public:
    /// Returns the number of the current period, which grows by one every few seconds.
    using Clock = std::int64_t (*)();

    /// However little is asked for again, so many bytes may be kept.
    static constexpr std::size_t always_kept = std::size_t{64} << 20;

    BlockPool(std::size_t limit, Clock clock) : clock_(clock) { set_limit(limit); }

    void* allocate(std::size_t bytes, SizeClass size) {
        {
            Leaving leaving;
            const std::lock_guard lock(mutex_);
            demand_.take(size.bytes);
            ++requests_;
            void* const block = idle_.take(size, requests_);
            // To read the clock takes as long as a call, so it is done now and then only.
            if (requests_ % 64 == 0) look_at_clock(leaving);
            if (block != nullptr) {
                ++recycled_;
                return block;
            }
        }
        return allocate_new(bytes, size);
    }

    void release(void* block, SizeClass size) noexcept {
        {
            Leaving leaving;
            const std::lock_guard lock(mutex_);
            demand_.give(size.bytes);
            if (size.bytes >= large_block) look_at_clock(leaving);
            const std::size_t most = most_kept();
            if (size.bytes <= most) {
                idle_.add(block, size);
                trim(most, leaving);
                return;
            }
        }
        give_to_system(block, size.bytes);
    }

    /// Counts bytes as given back that never come.
    void forget(std::size_t bytes) {
        const std::lock_guard lock(mutex_);
        demand_.give(bytes);
    }

    /// Blocks that threads have for themselves count as live.
    PoolStats stats() {
        const std::lock_guard lock(mutex_);
        return {requests_, recycled_, idle_.bytes(), demand_.live(), limit()};
    }

    std::size_t limit() const { return limit_.load(std::memory_order_relaxed); }

    void set_limit(std::size_t bytes) {
        limit_.store(exact ? 0 : bytes, std::memory_order_relaxed);
        keep_at_most(limit());
    }

    std::mutex& mutex() { return mutex_; }

private:
    /// Blocks on their way to the system, which they reach when the lock is no longer held.
    class Leaving {
    public:
        Leaving() = default;
        ~Leaving() {
            while (first_ != nullptr) {
                IdleBlocks::Block* const block = std::exchange(first_, first_->next);
                give_to_system(block, block->bytes);
            }
        }
        Leaving(const Leaving&) = delete;
        Leaving& operator=(const Leaving&) = delete;

        void add(IdleBlocks::Block* block) { block->next = std::exchange(first_, block); }

    private:
        IdleBlocks::Block* first_ = nullptr;
    };

    [[gnu::noinline]] void* allocate_new(std::size_t bytes, SizeClass size) {
        const std::size_t room = exact ? bytes : size.bytes;
        if (room >= bytes) { // which no size is to the largest numbers
            if (void* const block = take_from_system(room)) return block;
            keep_at_most(0);
            if (void* const block = take_from_system(room)) return block;
        }
        forget(size.bytes);
        detail::fail<MemoryError>("there is no memory for ", bytes, " bytes");
    }

    std::size_t most_kept() const {
        std::size_t most = 2 * demand_.largest_rise();
        if (most < always_kept) most = always_kept;
        const std::size_t allowed = limit();
        return most < allowed ? most : allowed;
    }

    void keep_at_most(std::size_t bytes) {
        Leaving leaving;
        const std::lock_guard lock(mutex_);
        trim(bytes, leaving);
    }

    void trim(std::size_t bytes, Leaving& leaving) {
        while (idle_.bytes() > bytes) leaving.add(idle_.remove_stalest());
    }

    [[gnu::noinline]] void look_at_clock(Leaving& leaving) {
        const std::int64_t period = clock_();
        if (period <= period_) return;
        const bool paused = period > period_ + 1;
        period_ = period;
        demand_.begin_period(paused);
        idle_.remove_unused(paused, [&](IdleBlocks::Block* block) { leaving.add(block); });
        trim(most_kept(), leaving);
    }

    std::mutex mutex_;
    IdleBlocks idle_;
    Demand demand_;
    std::size_t requests_ = 0, recycled_ = 0;
    Clock clock_;
    std::int64_t period_ = clock_();
    std::atomic<std::size_t> limit_ = 0;
};

} // namespace pya::storage

#endif
