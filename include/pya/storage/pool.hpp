// SPDX-License-Identifier: MIT
/// @file
/// The recycling pool that every signal's memory comes from.
///
/// In element-wise work, new memory costs more time than the arithmetic, because the system maps each page
/// and sets it to zero. So blocks that signals give back are kept, sorted by size, and used again as they
/// are: up to four of each size of at most 8 KiB by each thread for itself, 200 KiB in all, the others by all
/// threads together. Blocks of 4 MiB or more are aligned to 2 MiB and ask for huge pages. Any thread may call
/// any function at any time.
///
/// What is kept in common is bounded, so that neither a program that has freed much nor one that works on
/// ever other sizes holds memory for nothing:
///
/// - It is at most a sixteenth of the memory that the process may have: the machine's, or less where the
///   control groups of Linux or the resource limits of the process allow less.
/// - It is at most 64 MiB, or twice as much as the program has lately given back and asked for again: the
///   largest rise of the bytes in use in the last 3 to 6 s, up to what had been in use before. So what a
///   program frees for good goes back to the system at once but for 64 MiB, and a program that stops in the
///   middle of its work keeps memory for one more step of it. Blocks of the sizes that nobody has asked for
///   the longest go first.
/// - Blocks that nobody has asked for in the last 3 to 6 s go back to the system when a block of 4 MiB or
///   more passes, or at one of the next 64 calls for blocks of more than 8 KiB. No thread runs for that, so
///   a program that does not call keeps what it has.
/// - Where the system has no memory for a block, all that is kept goes back to it before the second attempt.
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
    std::size_t live = 0;     ///< how many bytes are in use now, with what rounding to the sizes adds
    std::size_t limit = 0;    ///< how many bytes all threads together may keep at most
};

/// What the pool has done up to now.
PYA_DSP_EXPORT PoolStats pool_stats();

/// Sets how many bytes the pool may keep, and frees what is above. 0 turns recycling off, also by threads, of
/// which others keep what they have. Without a call it is a sixteenth of the memory that the process may have
/// when it asks for its first block.
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
