// SPDX-License-Identifier: MIT
// Arrays in the pool's memory.
#ifndef PYA_SRC_STORAGE_POOL_ARRAY_HPP
#define PYA_SRC_STORAGE_POOL_ARRAY_HPP

#include "storage/pool_allocator.hpp"

#include <Eigen/Core>

#include <cstddef>
#include <limits>
#include <memory>
#include <new>
#include <utility>

namespace pya::storage {

/// Rows x columns of an Eigen array's type. Its values are undefined at first.
template <class Array>
class PoolArray {
    using Scalar = typename Array::Scalar;
    using Index = Eigen::Index;

public:
    PoolArray() = default;
    /// Throws std::bad_alloc.
    PoolArray(Index rows, Index cols) : memory_(allocate(rows, cols)), rows_(rows), cols_(cols) {}
    PoolArray(const PoolArray& other) : PoolArray(other.rows_, other.cols_) { map() = other.map(); }
    PoolArray(PoolArray&& other) noexcept
        : memory_(std::move(other.memory_)), rows_(std::exchange(other.rows_, 0)),
          cols_(std::exchange(other.cols_, 0)) {}
    PoolArray& operator=(const PoolArray&) = delete;
    ~PoolArray() = default;

    Eigen::Map<Array> map() { return {memory_.get(), rows_, cols_}; }
    Eigen::Map<const Array> map() const { return {memory_.get(), rows_, cols_}; }

private:
    struct Free {
        std::size_t count = 0;
        void operator()(Scalar* memory) const { PoolAllocator<Scalar>().deallocate(memory, count); }
    };
    using Memory = std::unique_ptr<Scalar, Free>;

    static Memory allocate(Index rows, Index cols) {
        if (rows == 0 || cols == 0) return {};
        if (rows > std::numeric_limits<Index>::max() / static_cast<Index>(sizeof(Scalar)) / cols)
            throw std::bad_alloc();
        const auto count = static_cast<std::size_t>(rows * cols);
        return Memory(PoolAllocator<Scalar>().allocate(count), Free{count});
    }

    Memory memory_;
    Index rows_ = 0, cols_ = 0;
};

} // namespace pya::storage

#endif
