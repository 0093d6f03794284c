// SPDX-License-Identifier: MIT
// Vectors in the pool's memory, for arrays that are as large as a signal's and made again and again.
#ifndef PYA_SRC_STORAGE_POOL_ALLOCATOR_HPP
#define PYA_SRC_STORAGE_POOL_ALLOCATOR_HPP

#include <pya/error.hpp>
#include <pya/storage/pool.hpp>

#include <new>
#include <vector>

namespace pya::storage {

template <class T>
struct PoolAllocator {
    using value_type = T;

    PoolAllocator() = default;
    template <class U>
    PoolAllocator(const PoolAllocator<U>&) {}

    /// Throws std::bad_alloc.
    T* allocate(std::size_t count) {
        try {
            return static_cast<T*>(storage::allocate(count * sizeof(T)));
        } catch (const MemoryError&) {
            throw std::bad_alloc();
        }
    }
    void deallocate(T* memory, std::size_t count) { storage::release(memory, count * sizeof(T)); }

    friend bool operator==(const PoolAllocator&, const PoolAllocator&) { return true; }
};

template <class T>
using PoolVector = std::vector<T, PoolAllocator<T>>;

} // namespace pya::storage

#endif
