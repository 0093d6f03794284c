// SPDX-License-Identifier: MIT
// Small blocks that a thread has given back, for the thread itself.
#ifndef PYA_SRC_STORAGE_THREAD_CACHE_HPP
#define PYA_SRC_STORAGE_THREAD_CACHE_HPP

#include <pya/storage/pool.hpp>

#include "storage/size_class.hpp"

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdlib>

namespace pya::storage {

/// Only its thread changes it, without a lock. Any thread may read what it has counted.
class ThreadCache {
public:
    /// True for blocks of up to 8 KiB.
    static bool takes(const SizeClass& size) { return size.index < shelves; }

    /// A block that has been kept, or null.
    void* take(const SizeClass& size) {
        Shelf& shelf = shelves_[size.index];
        if (shelf.count == 0) return nullptr;
        add(recycled_, 1);
        add(cached_, 0 - size.bytes);
        return shelf.blocks[--shelf.count];
    }

    /// False if there is no room.
    bool keep(void* block, const SizeClass& size) {
        Shelf& shelf = shelves_[size.index];
        if (shelf.count == shelf.blocks.size()) return false;
        shelf.blocks[shelf.count++] = block;
        add(cached_, size.bytes);
        return true;
    }

    /// Frees all blocks, and returns how many bytes they had.
    std::size_t clear() {
        for (Shelf& shelf : shelves_)
            while (shelf.count > 0) std::free(shelf.blocks[--shelf.count]);
        return cached_.exchange(0, std::memory_order_relaxed);
    }

    void add_to(PoolStats& sum) const {
        const std::size_t served = recycled_.load(std::memory_order_relaxed);
        sum.requests += served;
        sum.recycled += served;
        sum.cached += cached_.load(std::memory_order_relaxed);
    }

private:
    struct Shelf {
        std::array<void*, 4> blocks;
        std::size_t count = 0;
    };
    static constexpr std::size_t shelves = 21;

    static void add(std::atomic<std::size_t>& counter, std::size_t n) {
        counter.store(counter.load(std::memory_order_relaxed) + n, std::memory_order_relaxed);
    }

    std::array<Shelf, shelves> shelves_;
    std::atomic<std::size_t> recycled_ = 0, cached_ = 0;
};

} // namespace pya::storage

#endif
