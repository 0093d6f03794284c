// SPDX-License-Identifier: MIT
#include <pya/storage/pool.hpp>

#include "storage/block_pool.hpp"
#include "storage/process_memory.hpp"
#include "storage/size_class.hpp"
#include "storage/thread_cache.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <new>
#include <vector>

#ifdef __linux__
#include <pthread.h>
#endif

namespace pya::storage {
namespace {

std::int64_t period_of_pool() {
    return std::chrono::steady_clock::now().time_since_epoch() / std::chrono::seconds(3);
}

class Pool;
Pool& pool();

class Pool {
public:
#ifdef __linux__
    // fork() waits for the locks, so that the child does not get them from a thread that it doesn't have.
    Pool() {
        pthread_atfork([] { pool().lock(); }, [] { pool().unlock(); }, [] { pool().unlock(); });
    }
#endif

    BlockPool& blocks() { return blocks_; }

    PoolStats stats() {
        const std::lock_guard lock(mutex_);
        PoolStats threads = ended_;
        for (const ThreadCache* cache : caches_) cache->add_to(threads);
        PoolStats sum = blocks_.stats();
        sum.requests += threads.requests;
        sum.recycled += threads.recycled;
        sum.cached += threads.cached;
        sum.live -= std::min(sum.live, threads.cached); // which other threads change meanwhile
        return sum;
    }

    void join(ThreadCache& cache) {
        const std::lock_guard lock(mutex_);
        caches_.push_back(&cache);
    }

    void leave(ThreadCache& cache) {
        const std::lock_guard lock(mutex_);
        blocks_.forget(cache.clear());
        cache.add_to(ended_);
        std::erase(caches_, &cache);
    }

    void clear(ThreadCache& cache) {
        const std::lock_guard lock(mutex_);
        blocks_.forget(cache.clear());
    }

private:
    void lock() {
        mutex_.lock();
        blocks_.mutex().lock();
    }
    void unlock() {
        blocks_.mutex().unlock();
        mutex_.unlock();
    }

    BlockPool blocks_{process_memory() / 16, period_of_pool};
    std::mutex mutex_; // of what follows
    std::vector<ThreadCache*> caches_;
    PoolStats ended_; // what the threads that have ended had counted
};

[[gnu::noinline]] Pool& new_pool() { return *new Pool; }

// Never destroyed: signals with static lifetime give their memory back after main().
inline Pool& pool() {
    static Pool& instance = new_pool();
    return instance;
}

std::atomic<bool> recycling = !exact;

/// Values with static lifetime may give their memory back after the thread's cache has gone.
thread_local ThreadCache* own_cache = nullptr;
thread_local bool ended = false;

/// A thread's cache, from its first block to its end. It is on the heap because in a child of fork() the
/// threads that the child doesn't have leave theirs behind.
class Membership {
public:
    Membership() : cache_(std::make_unique<ThreadCache>()) {
        pool().join(*cache_);
        own_cache = cache_.get();
    }
    ~Membership() {
        own_cache = nullptr;
        ended = true;
        pool().leave(*cache_);
    }
    Membership(const Membership&) = delete;
    Membership& operator=(const Membership&) = delete;

private:
    std::unique_ptr<ThreadCache> cache_;
};

void begin_membership() noexcept {
    try {
        thread_local Membership membership;
    } catch (const std::bad_alloc&) {
        // The thread goes without a cache, and may try again.
    }
}

/// Null where there is none.
ThreadCache* cache_for(SizeClass size) noexcept {
    if (!ThreadCache::takes(size) || !recycling.load(std::memory_order_relaxed)) return nullptr;
    if (own_cache == nullptr && !ended) begin_membership();
    return own_cache;
}

// Apart from these, the calls that a thread serves itself are short.
[[gnu::noinline]] void* allocate_in_common(std::size_t bytes, SizeClass size) {
    return pool().blocks().allocate(bytes, size);
}

[[gnu::noinline]] void release_in_common(void* block, SizeClass size) noexcept {
    pool().blocks().release(block, size);
}

} // namespace

PoolStats pool_stats() { return pool().stats(); }

void set_pool_limit(std::size_t bytes) {
    recycling = bytes > 0 && !exact;
    if (own_cache != nullptr) pool().clear(*own_cache);
    pool().blocks().set_limit(bytes);
}

void* allocate(std::size_t bytes) {
    const SizeClass size = size_class(bytes);
    ThreadCache* const cache = cache_for(size);
    void* const kept = cache != nullptr ? cache->take(size) : nullptr;
    return kept != nullptr ? kept : allocate_in_common(bytes, size);
}

void release(void* block, std::size_t bytes) noexcept {
    const SizeClass size = size_class(bytes);
    ThreadCache* const cache = cache_for(size);
    if (cache == nullptr || !cache->keep(block, size)) release_in_common(block, size);
}

} // namespace pya::storage
