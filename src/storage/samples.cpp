// SPDX-License-Identifier: MIT
#include <pya/error.hpp>
#include <pya/storage/pool.hpp>
#include <pya/storage/samples.hpp>

#include "simd/stream.hpp"

#include <algorithm>
#include <limits>
#include <new>

namespace pya::storage {

void Samples::give_back(Block* block) noexcept {
    const std::size_t bytes = block->bytes;
    block->~Block();
    release(block, bytes);
}

Samples Samples::with_capacity(Index rows, Index cols, Index capacity) {
    constexpr Index line = alignment / sizeof(float);
    constexpr Index page = 4096 / sizeof(float);
    Samples result;
    result.rows_ = rows;
    result.cols_ = cols;
    constexpr double most = 0x1p57; // samples, whose bytes an Index can count
    if (static_cast<double>(capacity) * static_cast<double>(cols) > most)
        detail::fail<MemoryError>("there is no memory for ", capacity, " samples of ", cols, " channels");
    result.stride_ = (capacity + line - 1) / line * line;
    // Channels whose distance is a multiple of a page would compete for the same lines of the cache.
    if (cols > 1 && result.stride_ > 0 && result.stride_ % page == 0) result.stride_ += line;
    result.capacity_ = result.stride_;
    const auto floats = static_cast<std::size_t>(result.stride_ * cols);
    if (floats == 0) return result;
    const std::size_t bytes = sizeof(Block) + floats * sizeof(float);
    result.block_ = new (allocate(bytes)) Block;
    result.block_->bytes = bytes;
    result.data_ = result.block_->floats();
    return result;
}

Samples Samples::uninitialised(Index rows, Index cols) { return with_capacity(rows, cols, rows); }

Samples Samples::zeros(Index rows, Index cols) {
    Samples result = uninitialised(rows, cols);
    for (Index c = 0; c < cols; ++c) std::fill_n(result.data_ + c * result.stride_, rows, 0.0f);
    return result;
}

Samples::Pin::Pin(const Samples& samples) : block_(samples.block_) {
    if (block_ != nullptr) block_->acquire(Block::pin);
}

Samples::Pin::~Pin() {
    if (block_ != nullptr) block_->drop(Block::pin);
}

Samples Samples::copy(Index capacity) const {
    Samples own = with_capacity(rows_, cols_, capacity);
    for (Index c = 0; c < cols_; ++c) {
        const float* from = channel(c);
        simd::write_run(own.data_ + c * own.stride_, rows_, false,
                        [&](Index first, float* to, Index n) { std::copy_n(from + first, n, to); });
    }
    return own;
}

void Samples::become_copy(const Samples& other) {
    block_ = nullptr; // which it has not acquired
    *this = other.copy(other.rows_);
}

void Samples::detach() { *this = copy(rows_); }

Samples Samples::block(Index start, Index count, Index first, Index cols) const {
    Samples result(*this);
    result.data_ += start + first * result.stride_;
    result.rows_ = count;
    result.cols_ = cols;
    result.capacity_ -= start;
    return result;
}

void Samples::resize_rows(Index rows) {
    const Index before = rows_;
    resize_rows_uninitialised(rows);
    for (Index c = 0; c < cols_ && rows > before; ++c)
        std::fill_n(data_ + c * stride_ + before, rows - before, 0.0f);
}

void Samples::resize_rows_uninitialised(Index rows) {
    if (rows > rows_ && (!unique() || rows > capacity_)) {
        const bool grown_before = rows_ > 0 && rows <= 2 * rows_;
        *this = copy(grown_before ? std::max(rows, 2 * rows_) : rows);
    }
    rows_ = rows;
}

} // namespace pya::storage
