// SPDX-License-Identifier: MIT
#include <pya/error.hpp>
#include <pya/storage/pool.hpp>

#include "storage/size_class.hpp"
#include "storage/thread_cache.hpp"

#include <array>
#include <atomic>
#include <cstdlib>
#include <memory>
#include <mutex>
#include <new>
#include <vector>

#ifdef __linux__
#include <pthread.h>
#include <sys/mman.h>
#include <unistd.h>
#endif

namespace pya::storage {
namespace {

constexpr std::size_t huge_page = std::size_t{2} << 20;
constexpr std::size_t huge_threshold = std::size_t{4} << 20;

// Under the address sanitizer every block is new and ends where the request says, so that it sees all
// accesses beyond the end and after the release.
#ifdef __SANITIZE_ADDRESS__
constexpr bool exact = true;

void* aligned_block(std::size_t align, std::size_t bytes) {
    void* block = nullptr;
    return posix_memalign(&block, align, bytes) == 0 ? block : nullptr;
}
#else
constexpr bool exact = false;

void* aligned_block(std::size_t align, std::size_t bytes) {
    return std::aligned_alloc(align, (bytes + align - 1) / align * align);
}
#endif

void* fresh(std::size_t bytes) {
    const bool huge = bytes >= huge_threshold;
    void* block = aligned_block(huge ? huge_page : alignment, bytes);
    if (block == nullptr) detail::fail<MemoryError>("there is no memory for ", bytes, " bytes");
#ifdef __linux__
    if (huge) madvise(block, bytes, MADV_HUGEPAGE);
#endif
    return block;
}

std::size_t memory() {
#ifdef __linux__
    return static_cast<std::size_t>(sysconf(_SC_PHYS_PAGES)) *
           static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
#else
    return std::size_t{8} << 30;
#endif
}

class Pool;
Pool& pool();

class Pool {
public:
#ifdef __linux__
    // fork() waits for the lock, so that the child does not get it from a thread that it doesn't have.
    Pool() {
        pthread_atfork([] { pool().mutex_.lock(); }, [] { pool().mutex_.unlock(); },
                       [] { pool().mutex_.unlock(); });
    }
#endif

    void* allocate(std::size_t bytes, const SizeClass& wanted) {
        {
            const std::lock_guard lock(mutex_);
            ++stats_.requests;
            if (auto& blocks = free_[wanted.index]; !blocks.empty()) {
                void* block = blocks.back();
                blocks.pop_back();
                ++stats_.recycled;
                stats_.cached -= wanted.bytes;
                return block;
            }
        }
        return fresh(exact ? bytes : wanted.bytes);
    }

    void release(void* block, const SizeClass& wanted) noexcept {
        try {
            const std::lock_guard lock(mutex_);
            if (wanted.bytes >= huge_threshold && wanted.bytes <= limit_) shrink(limit_ - wanted.bytes);
            if (stats_.cached + wanted.bytes <= limit_) {
                free_[wanted.index].push_back(block);
                stats_.cached += wanted.bytes;
                return;
            }
        } catch (const std::bad_alloc&) {
            // There is no room to remember the block, so it goes back to the system below.
        }
        std::free(block);
    }

    PoolStats stats() {
        const std::lock_guard lock(mutex_);
        PoolStats sum = stats_;
        for (const ThreadCache* cache : caches_) cache->add_to(sum);
        return sum;
    }

    bool keeps_blocks() const { return limit_.load(std::memory_order_relaxed) > 0; }

    void set_limit(std::size_t bytes) {
        const std::lock_guard lock(mutex_);
        limit_ = exact ? 0 : bytes;
        shrink(limit_);
    }

    void join(ThreadCache& cache) {
        const std::lock_guard lock(mutex_);
        caches_.push_back(&cache);
    }

    void leave(ThreadCache& cache) {
        cache.clear();
        const std::lock_guard lock(mutex_);
        cache.add_to(stats_);
        std::erase(caches_, &cache);
    }

private:
    // Frees blocks until that many bytes are left, the largest ones first, because then the fewest have to be
    // freed.
    void shrink(std::size_t bytes) {
        for (std::size_t i = free_.size(); i-- > 0 && stats_.cached > bytes;) {
            const std::size_t each = i == 0 ? smallest_class : class_bytes(i);
            while (!free_[i].empty() && stats_.cached > bytes) {
                std::free(free_[i].back());
                free_[i].pop_back();
                stats_.cached -= each;
            }
        }
    }

    static std::size_t class_bytes(std::size_t index) {
        const std::size_t octave = (index - 1) / 4 + 8;
        return (std::size_t{1} << octave) + ((index - 1) % 4 + 1) * (std::size_t{1} << (octave - 2));
    }

    std::mutex mutex_;
    std::array<std::vector<void*>, 4 * 56 + 1> free_;
    std::vector<ThreadCache*> caches_;
    PoolStats stats_; // and what the threads that have ended had counted
    std::atomic<std::size_t> limit_ = exact ? 0 : memory() / 8;
};

// Never destroyed: signals with static lifetime give their memory back after main().
Pool& pool() {
    static Pool& instance = *new Pool;
    return instance;
}

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
ThreadCache* cache_for(const SizeClass& size) noexcept {
    if (!ThreadCache::takes(size) || !pool().keeps_blocks()) return nullptr;
    if (own_cache == nullptr && !ended) begin_membership();
    return own_cache;
}

} // namespace

PoolStats pool_stats() { return pool().stats(); }

void set_pool_limit(std::size_t bytes) {
    if (own_cache != nullptr) own_cache->clear();
    pool().set_limit(bytes);
}

void* allocate(std::size_t bytes) {
    const SizeClass size = size_class(bytes);
    ThreadCache* const cache = cache_for(size);
    void* const kept = cache != nullptr ? cache->take(size) : nullptr;
    return kept != nullptr ? kept : pool().allocate(bytes, size);
}

void release(void* block, std::size_t bytes) noexcept {
    const SizeClass size = size_class(bytes);
    ThreadCache* const cache = cache_for(size);
    if (cache == nullptr || !cache->keep(block, size)) pool().release(block, size);
}

} // namespace pya::storage
