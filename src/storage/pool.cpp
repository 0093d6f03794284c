// SPDX-License-Identifier: MIT
#include <pya/error.hpp>
#include <pya/storage/pool.hpp>

#include <array>
#include <bit>
#include <cstdlib>
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
constexpr std::size_t smallest_class = 256;

// There are four sizes between a power of two and the next, so at most a quarter of a block is unused.
struct SizeClass {
    std::size_t index;
    std::size_t bytes;
};

SizeClass size_class(std::size_t bytes) {
    if (bytes <= smallest_class) return {0, smallest_class};
    const auto octave = static_cast<std::size_t>(std::bit_width(bytes - 1) - 1);
    const std::size_t quarter = std::size_t{1} << (octave - 2);
    const std::size_t steps = (bytes - 1 - (std::size_t{1} << octave)) / quarter;
    return {(octave - 8) * 4 + steps + 1, (std::size_t{1} << octave) + (steps + 1) * quarter};
}

void* fresh(std::size_t bytes) {
    const bool huge = bytes >= huge_threshold;
    const std::size_t align = huge ? huge_page : alignment;
    void* block = std::aligned_alloc(align, (bytes + align - 1) / align * align);
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

    void* allocate(std::size_t bytes) {
        const SizeClass wanted = size_class(bytes);
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
        return fresh(wanted.bytes);
    }

    void release(void* block, std::size_t bytes) noexcept {
        const SizeClass wanted = size_class(bytes);
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
        return stats_;
    }

    void set_limit(std::size_t bytes) {
        const std::lock_guard lock(mutex_);
        limit_ = bytes;
        shrink(limit_);
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
    PoolStats stats_;
    std::size_t limit_ = memory() / 8;
};

// Never destroyed: signals with static lifetime give their memory back after main().
Pool& pool() {
    static Pool& instance = *new Pool;
    return instance;
}

} // namespace

PoolStats pool_stats() { return pool().stats(); }
void set_pool_limit(std::size_t bytes) { pool().set_limit(bytes); }
void* allocate(std::size_t bytes) { return pool().allocate(bytes); }
void release(void* block, std::size_t bytes) noexcept { pool().release(block, bytes); }

} // namespace pya::storage
