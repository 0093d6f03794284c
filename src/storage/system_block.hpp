// SPDX-License-Identifier: MIT
// Blocks of memory from the system.
#ifndef PYA_SRC_STORAGE_SYSTEM_BLOCK_HPP
#define PYA_SRC_STORAGE_SYSTEM_BLOCK_HPP

#include <pya/storage/pool.hpp>

#include "storage/huge_pages.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace pya::storage {

/// Blocks of that many bytes or more are large.
inline constexpr std::size_t large_block = std::size_t{4} << 20;

// Under the address sanitizer every block is new and ends where the request says, so that it sees all
// accesses beyond the end and after the release.
#ifdef __SANITIZE_ADDRESS__
inline constexpr bool exact = true;
#else
inline constexpr bool exact = false;
#endif

#ifdef __linux__
inline constexpr bool maps_large_blocks = !exact;

/// Maps a block that begins at a multiple of a huge page's size. Null if there is no memory.
inline void* map_block(std::size_t bytes) noexcept {
    void* const mapped =
        mmap(nullptr, bytes + huge_page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (mapped == MAP_FAILED) return nullptr;
    auto* const begin = static_cast<std::byte*>(mapped);
    const std::size_t before = huge_page - reinterpret_cast<std::uintptr_t>(begin) % huge_page;
    munmap(begin, before);
    if (before < huge_page) munmap(begin + before + bytes, huge_page - before);
    ask_for_huge_pages(begin + before, bytes);
    return begin + before;
}

inline void unmap_block(void* block, std::size_t bytes) noexcept { munmap(block, bytes); }
#else
inline constexpr bool maps_large_blocks = false;
inline void* map_block(std::size_t) noexcept { return nullptr; }
inline void unmap_block(void*, std::size_t) noexcept {}
#endif

/// A block that is aligned to `alignment`, or null if there is no memory. `bytes` is the size of a class, or,
/// where blocks are exact, any.
inline void* take_from_system(std::size_t bytes) noexcept {
    // A large block that malloc() had given out would often not go back to the system when it is freed.
    if (maps_large_blocks && bytes >= large_block) return map_block(bytes);
    void* block = nullptr;
    return posix_memalign(&block, alignment, bytes) == 0 ? block : nullptr;
}

/// Gives back a block that take_from_system() returned for the same number of bytes.
inline void give_to_system(void* block, std::size_t bytes) noexcept {
    if (maps_large_blocks && bytes >= large_block) return unmap_block(block, bytes);
    std::free(block);
}

} // namespace pya::storage

#endif
