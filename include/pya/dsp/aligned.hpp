// SPDX-License-Identifier: MIT
/// @file
/// Vectors that start on a cache line, which makes loops over wide registers fast.
#ifndef PYA_DSP_ALIGNED_HPP
#define PYA_DSP_ALIGNED_HPP

#include <cstddef>
#include <new>
#include <vector>

namespace pya::dsp {

/// The size of a cache line and of the widest registers, in bytes.
inline constexpr std::size_t simd_alignment = 64;

/// A standard allocator of memory aligned to simd_alignment.
template <class T>
struct AlignedAllocator {
    using value_type = T; ///< what is allocated

    /// Allocators have no state.
    AlignedAllocator() = default;
    template <class U>
    AlignedAllocator(const AlignedAllocator<U>&) {}

    /// Memory for that many values. Throws std::bad_alloc.
    T* allocate(std::size_t count) {
        return static_cast<T*>(::operator new(count * sizeof(T), std::align_val_t(simd_alignment)));
    }
    /// Frees the memory.
    void deallocate(T* memory, std::size_t) { ::operator delete(memory, std::align_val_t(simd_alignment)); }

    /// All allocators are equal.
    friend bool operator==(const AlignedAllocator&, const AlignedAllocator&) { return true; }
};

/// A vector that starts on a cache line.
template <class T>
using AlignedVector = std::vector<T, AlignedAllocator<T>>;

} // namespace pya::dsp

#endif
