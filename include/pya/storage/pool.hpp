// SPDX-License-Identifier: MIT
/// @file
/// The recycling pool that every signal's memory comes from.
///
/// Fresh memory decides the speed of element-wise work: the kernel has to map and zero each page of it.
/// Blocks that signals give back are kept by size class and handed out again as they are. Together they stay
/// below a limit: a block of 4 MiB or more that has no room takes the place of others, the largest first.
/// Blocks of 4 MiB and more are aligned to 2 MiB and ask for huge pages. All functions are safe to call from
/// any thread at once.
#ifndef PYA_STORAGE_POOL_HPP
#define PYA_STORAGE_POOL_HPP

#include <pya/export.hpp>

#include <cstddef>

namespace pya::storage {

/// Alignment of every block in bytes: a cache line, and the widest SIMD register.
inline constexpr std::size_t alignment = 64;

/// What the pool has done since the program began.
struct PoolStats {
    std::size_t requests = 0; ///< blocks asked for
    std::size_t recycled = 0; ///< of these, how many were served by a block given back earlier
    std::size_t cached = 0;   ///< bytes kept for the next request at the moment
};

/// What the pool has done up to now.
PYA_DSP_EXPORT PoolStats pool_stats();

/// Sets how many bytes the pool may keep and frees what is above. 0 turns recycling off. At first it is an
/// eighth of the machine's memory: a program holds at most that much more than its signals do.
PYA_DSP_EXPORT void set_pool_limit(std::size_t bytes);

/// A block of at least `bytes` bytes, contents undefined, aligned to `alignment`. Throws MemoryError.
PYA_DSP_EXPORT void* allocate(std::size_t bytes);

/// Gives back a block that allocate() returned for the same number of bytes.
PYA_DSP_EXPORT void release(void* block, std::size_t bytes) noexcept;

/// Room for `count` values, contents undefined, as long as it lives. For types that need no construction.
template <class T>
class Temporary {
public:
    /// Throws MemoryError.
    explicit Temporary(std::size_t count)
        : bytes_(count * sizeof(T)), data_(static_cast<T*>(allocate(bytes_))) {}
    ~Temporary() { release(data_, bytes_); }
    Temporary(const Temporary&) = delete;
    Temporary& operator=(const Temporary&) = delete;

    T* data() const { return data_; } ///< the first

private:
    std::size_t bytes_;
    T* data_;
};

} // namespace pya::storage

#endif
