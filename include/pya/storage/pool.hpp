// SPDX-License-Identifier: MIT
/// @file
/// The recycling pool that every signal's memory comes from.
///
/// In element-wise work, new memory costs more time than the arithmetic, because the system maps each page
/// and sets it to zero. So blocks that signals give back are kept, sorted by size, and used again as they
/// are: up to four of each size of at most 8 KiB by each thread for itself, 200 KiB in all, the others
/// together below a limit. Where there is no room for a block of 4 MiB or more, others are freed, the largest
/// first. Such blocks are aligned to 2 MiB and ask for huge pages. Any thread may call any function at any
/// time.
#ifndef PYA_STORAGE_POOL_HPP
#define PYA_STORAGE_POOL_HPP

#include <pya/export.hpp>

#include <cstddef>

namespace pya::storage {

/// Alignment of every block in bytes: a cache line, and the widest SIMD register.
inline constexpr std::size_t alignment = 64;

/// What the pool has done since the program began.
struct PoolStats {
    std::size_t requests = 0; ///< how many blocks were asked for
    std::size_t recycled = 0; ///< how many of these were blocks that had been given back
    std::size_t cached = 0;   ///< how many bytes are kept for later requests now
};

/// What the pool has done up to now.
PYA_DSP_EXPORT PoolStats pool_stats();

/// Sets how many bytes the pool may keep, and frees what is above. 0 turns recycling off, also by threads, of
/// which others keep what they have. Without a call it is an eighth of the machine's memory.
PYA_DSP_EXPORT void set_pool_limit(std::size_t bytes);

/// A block of at least `bytes` bytes, aligned to `alignment`. Its contents are undefined. Throws MemoryError.
PYA_DSP_EXPORT void* allocate(std::size_t bytes);

/// Gives back a block that allocate() returned for the same number of bytes.
PYA_DSP_EXPORT void release(void* block, std::size_t bytes) noexcept;

/// Memory for `count` values of a type that needs no construction. Its contents are undefined, and it is
/// given back by the destructor.
template <class T>
class Temporary {
public:
    /// Throws MemoryError.
    explicit Temporary(std::size_t count)
        : bytes_(count * sizeof(T)), data_(static_cast<T*>(allocate(bytes_))) {}
    ~Temporary() { release(data_, bytes_); }
    Temporary(const Temporary&) = delete;
    Temporary& operator=(const Temporary&) = delete;

    T* data() const { return data_; } ///< the first value

private:
    std::size_t bytes_;
    T* data_;
};

} // namespace pya::storage

#endif
