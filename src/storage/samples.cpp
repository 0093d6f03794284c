// SPDX-License-Identifier: MIT
#include <pya/error.hpp>
#include <pya/storage/pool.hpp>
#include <pya/storage/samples.hpp>

#include "simd/stream.hpp"

#include <algorithm>
#include <atomic>
#include <limits>
#include <new>
#include <utility>

namespace pya::storage {

struct alignas(alignment) Samples::Block {
    std::atomic<std::size_t> owners = 1;
    std::size_t bytes = 0;

    float* floats() { return reinterpret_cast<float*>(this + 1); }

    void acquire() { owners.fetch_add(1, std::memory_order_relaxed); }

    void drop() {
        // The last owner needs no locked instruction, because nobody else can become one.
        if (owners.load(std::memory_order_acquire) != 1 &&
            owners.fetch_sub(1, std::memory_order_acq_rel) != 1)
            return;
        const std::size_t size = bytes;
        this->~Block();
        release(this, size);
    }
};

Samples Samples::with_capacity(Index rows, Index cols, Index capacity) {
    constexpr Index line = alignment / sizeof(float);
    constexpr Index page = 4096 / sizeof(float);
    Samples result;
    result.rows_ = rows;
    result.cols_ = cols;
    if (capacity > std::numeric_limits<Index>::max() / 64 / std::max<Index>(cols, 1))
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

Samples::Samples(const Samples& other)
    : block_(other.block_), data_(other.data_), rows_(other.rows_), cols_(other.cols_),
      stride_(other.stride_), capacity_(other.capacity_) {
    if (block_ == nullptr) return;
    block_->acquire();
    if (other.exposed_) detach();
}

Samples::Samples(Samples&& other) noexcept
    : block_(std::exchange(other.block_, nullptr)), data_(std::exchange(other.data_, nullptr)),
      rows_(std::exchange(other.rows_, 0)), cols_(std::exchange(other.cols_, 1)), stride_(other.stride_),
      capacity_(std::exchange(other.capacity_, 0)), exposed_(std::exchange(other.exposed_, false)) {}

Samples& Samples::operator=(const Samples& other) { return *this = Samples(other); }

Samples& Samples::operator=(Samples&& other) noexcept {
    Samples taken(std::move(other));
    std::swap(block_, taken.block_);
    std::swap(data_, taken.data_);
    std::swap(rows_, taken.rows_);
    std::swap(cols_, taken.cols_);
    std::swap(stride_, taken.stride_);
    std::swap(capacity_, taken.capacity_);
    std::swap(exposed_, taken.exposed_);
    return *this;
}

Samples::~Samples() {
    if (block_ != nullptr) block_->drop();
}

bool Samples::unique() const {
    return block_ != nullptr && block_->owners.load(std::memory_order_acquire) == 1;
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

void Samples::detach() { *this = copy(rows_); }

SigMap Samples::write() {
    if (block_ != nullptr && !unique()) detach();
    return {data_, rows_, cols_, Eigen::OuterStride<>(stride_)};
}

SigMap Samples::expose() {
    const SigMap map = write();
    exposed_ = true;
    return map;
}

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
