// SPDX-License-Identifier: MIT
// Huge pages for memory that is not the pool's: large results in arrays of Eigen. The system maps and clears
// it page by page as it is written for the first time, which takes half as long with huge ones.
#ifndef PYA_SRC_STORAGE_HUGE_PAGES_HPP
#define PYA_SRC_STORAGE_HUGE_PAGES_HPP

#include <cstddef>
#include <cstdint>

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace pya::storage {

inline constexpr std::size_t huge_page = std::size_t{2} << 20;

/// Asks for huge pages where memory that is about to be written holds whole ones.
inline void ask_for_huge_pages([[maybe_unused]] void* memory, [[maybe_unused]] std::size_t bytes) noexcept {
#ifdef __linux__
    const auto begin = reinterpret_cast<std::uintptr_t>(memory);
    const std::uintptr_t first = (begin + huge_page - 1) / huge_page * huge_page;
    const std::uintptr_t end = (begin + bytes) / huge_page * huge_page;
    // Where there are none, nothing changes.
    if (first < end) madvise(reinterpret_cast<void*>(first), end - first, MADV_HUGEPAGE);
#endif
}

} // namespace pya::storage

#endif
