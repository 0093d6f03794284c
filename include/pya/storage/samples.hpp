// SPDX-License-Identifier: MIT
/// @file
/// Samples x channels of float32 with value semantics, shared until written.
#ifndef PYA_STORAGE_SAMPLES_HPP
#define PYA_STORAGE_SAMPLES_HPP

#include <pya/export.hpp>

#include <Eigen/Core>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace pya {

/// The type of sizes and positions.
using Index = Eigen::Index;

/// Read access to samples x channels; each channel is one contiguous column.
using ConstSigMap = Eigen::Map<const Eigen::ArrayXXf, 0, Eigen::OuterStride<>>;
/// Write access to samples x channels.
using SigMap = Eigen::Map<Eigen::ArrayXXf, 0, Eigen::OuterStride<>>;

namespace storage {

/// Copies, and selections of neighbouring rows and columns, share one reference-counted block and take
/// constant time. The first write through an object that shares its block copies the samples to a new block.
/// In a new block every channel starts at a 64-byte boundary. Different threads may use different objects at
/// the same time, also if these share a block.
class PYA_DSP_EXPORT Samples {
    // The counter before the samples.
    struct alignas(64) Block {
        static constexpr std::uint64_t owner = 1, pin = std::uint64_t{1} << 32;

        std::atomic<std::uint64_t> users = owner; // owners and pins
        std::size_t bytes = 0;

        float* floats() { return reinterpret_cast<float*>(this + 1); }

        std::uint64_t owners() const { return users.load(std::memory_order_acquire) % pin; }
        bool pinned() const { return users.load(std::memory_order_acquire) >= pin; }

        void acquire(std::uint64_t user) { users.fetch_add(user, std::memory_order_relaxed); }
        void drop(std::uint64_t user) noexcept {
            // The last one needs no locked instruction, because nobody else can come.
            if (users.load(std::memory_order_acquire) == user ||
                users.fetch_sub(user, std::memory_order_acq_rel) == user)
                give_back(this);
        }
    };

public:
    /// No samples, and one channel. An object that was moved from is the same.
    Samples() = default;

    /// Samples with undefined values.
    static Samples uninitialised(Index rows, Index cols);
    /// Silence.
    static Samples zeros(Index rows, Index cols);

    /// Shares the block, unless it is pinned.
    Samples(const Samples& other)
        : block_(other.block_), data_(other.data_), rows_(other.rows_), cols_(other.cols_),
          stride_(other.stride_), capacity_(other.capacity_) {
        if (block_ == nullptr) return;
        if (block_->pinned())
            become_copy(other);
        else
            block_->acquire(Block::owner);
    }
    /// Takes the block.
    Samples(Samples&& other) noexcept { take(other); }
    /// As a copy.
    Samples& operator=(const Samples& other) { return *this = Samples(other); }
    /// Takes the block.
    Samples& operator=(Samples&& other) noexcept {
        if (this == &other) return *this;
        if (block_ != nullptr) block_->drop(Block::owner);
        take(other);
        return *this;
    }
    /// Gives up its share of the block.
    ~Samples() {
        if (block_ != nullptr) block_->drop(Block::owner);
    }

    Index rows() const { return rows_; } ///< samples a channel
    Index cols() const { return cols_; } ///< channels

    /// Access for reading.
    ConstSigMap view() const { return {data_, rows_, cols_, Eigen::OuterStride<>(stride_)}; }
    /// The first sample of a channel.
    const float* channel(Index c) const { return data_ + c * stride_; }

    /// Access for writing. If the block is shared, copies the samples to a new block first. What is written
    /// after the object was copied changes the copy, too, unless a Pin forbids to share the block.
    SigMap write() {
        if (block_ != nullptr && !unique()) detach();
        return {data_, rows_, cols_, Eigen::OuterStride<>(stride_)};
    }

    /// While it exists, copies of what has the block of these samples do not share it. It keeps the block
    /// alive.
    class PYA_DSP_EXPORT Pin {
    public:
        explicit Pin(const Samples& samples); ///< pins the block that these samples have now
        ~Pin();
        Pin(const Pin&) = delete;
        Pin& operator=(const Pin&) = delete;

    private:
        Samples::Block* block_;
    };

    /// Runs f(in, out) over all samples; in place where nobody else holds the block.
    template <class F>
    void transform_all(F&& f) {
        if (block_ == nullptr || unique()) return f(view(), write());
        Samples result = uninitialised(rows_, cols_);
        f(view(), result.write());
        *this = std::move(result);
    }

    /// The same with f(in, out, n) for each channel.
    template <class F>
    void transform(F&& f) {
        transform_all([&](const ConstSigMap& in, SigMap out) {
            for (Index c = 0; c < out.cols(); ++c)
                f(in.data() + c * in.outerStride(), out.data() + c * out.outerStride(), out.rows());
        });
    }

    /// True if nobody else holds the block, so that writing in place costs nothing.
    bool unique() const { return block_ != nullptr && block_->owners() == 1; }
    /// True if both hold the same block.
    bool shares_with(const Samples& other) const { return block_ != nullptr && block_ == other.block_; }

    /// Rows [start, start + count) and columns [first, first + cols), shared.
    Samples block(Index start, Index count, Index first, Index cols) const;

    /// Changes the number of rows, keeping the first ones and adding zeros. Growth is amortised.
    void resize_rows(Index rows);
    /// The same, but the added samples have undefined values.
    void resize_rows_uninitialised(Index rows);

private:
    static void give_back(Block* block) noexcept;
    static Samples with_capacity(Index rows, Index cols, Index capacity);
    Samples copy(Index capacity) const;
    void become_copy(const Samples& other);
    void detach();
    void take(Samples& other) noexcept {
        block_ = std::exchange(other.block_, nullptr);
        data_ = std::exchange(other.data_, nullptr);
        rows_ = std::exchange(other.rows_, 0);
        cols_ = std::exchange(other.cols_, 1);
        stride_ = other.stride_;
        capacity_ = std::exchange(other.capacity_, 0);
    }

    Block* block_ = nullptr;
    float* data_ = nullptr;
    Index rows_ = 0;
    Index cols_ = 1;
    Index stride_ = 0;
    Index capacity_ = 0; // rows from data_ on that fit before the next column
};

} // namespace storage
} // namespace pya

#endif
