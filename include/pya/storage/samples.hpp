// SPDX-License-Identifier: MIT
/// @file
/// Samples x channels of float32 with value semantics, shared until written.
#ifndef PYA_STORAGE_SAMPLES_HPP
#define PYA_STORAGE_SAMPLES_HPP

#include <pya/export.hpp>

#include <Eigen/Core>

#include <cstddef>
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
public:
    /// No samples, and one channel. An object that was moved from is the same.
    Samples() = default;

    /// Samples with undefined values.
    static Samples uninitialised(Index rows, Index cols);
    /// Silence.
    static Samples zeros(Index rows, Index cols);

    Samples(const Samples& other);
    Samples(Samples&& other) noexcept;
    Samples& operator=(const Samples& other);
    Samples& operator=(Samples&& other) noexcept;
    ~Samples();

    Index rows() const { return rows_; } ///< samples a channel
    Index cols() const { return cols_; } ///< channels

    /// Access for reading.
    ConstSigMap view() const { return {data_, rows_, cols_, Eigen::OuterStride<>(stride_)}; }
    /// The first sample of a channel.
    const float* channel(Index c) const { return data_ + c * stride_; }

    /// Access for writing. If the block is shared, copies the samples to a new block first.
    SigMap write();
    /// Like write(), for a map that the caller may keep. From now on copies of this object do not share its
    /// block.
    SigMap expose();

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
            for (Index c = 0; c < out.cols(); ++c) f(in.col(c).data(), out.col(c).data(), out.rows());
        });
    }

    /// True if nobody else holds the block, so that writing in place costs nothing.
    bool unique() const;
    /// True if both hold the same block.
    bool shares_with(const Samples& other) const { return block_ != nullptr && block_ == other.block_; }

    /// Rows [start, start + count) and columns [first, first + cols), shared.
    Samples block(Index start, Index count, Index first, Index cols) const;

    /// Changes the number of rows, keeping the first ones and adding zeros. Growth is amortised.
    void resize_rows(Index rows);
    /// The same, but the added samples have undefined values.
    void resize_rows_uninitialised(Index rows);

private:
    struct Block;
    static Samples with_capacity(Index rows, Index cols, Index capacity);
    Samples copy(Index capacity) const;
    void detach();

    Block* block_ = nullptr;
    float* data_ = nullptr;
    Index rows_ = 0;
    Index cols_ = 1;
    Index stride_ = 0;
    Index capacity_ = 0; // rows from data_ on that fit before the next column
    bool exposed_ = false;
};

} // namespace storage
} // namespace pya

#endif
