// SPDX-License-Identifier: MIT
/// @file
/// A view of samples x channels, which every kernel reads and writes.
#ifndef PYA_DSP_BLOCK_HPP
#define PYA_DSP_BLOCK_HPP

#include <concepts>
#include <cstddef>
#include <span>
#include <type_traits>

namespace pya::dsp {

/// The type of sizes and positions.
using Index = std::ptrdiff_t;

/// A view of samples x channels in memory that it does not own; each channel is contiguous. A `Block<const
/// float>` can be read, and a `Block<float>` can also be written. Eigen arrays and maps, a std::span or
/// std::vector (one channel), and a pointer become one without a copy:
///
///     Eigen::ArrayXXf x(512, 2), y(512, 2);
///     filter.process(x, y);                    // both become blocks
///     std::vector<float> mono(512);
///     noise.process(Block<float>(mono));
template <class T>
class Block {
public:
    using Scalar = std::remove_const_t<T>; ///< the type of a sample

    /// No samples.
    Block() = default;

    /// A view of the same samples. It is not the implicit one, so that a call passes the address of a block:
    /// on the stack it would be copied by wider loads than the stores that have just made it, for which
    /// processors wait longer than most kernels take for a short block.
    Block(const Block& other) noexcept
        : data_(other.data_), samples_(other.samples_), channels_(other.channels_), stride_(other.stride_) {}
    Block& operator=(const Block& other) = default;

    /// `channels` channels of `samples` samples, each beginning `stride` samples behind the one before.
    Block(T* data, Index samples, Index channels, Index stride)
        : data_(data), samples_(samples), channels_(channels), stride_(stride) {}
    /// The same without gaps between the channels.
    Block(T* data, Index samples, Index channels = 1) : Block(data, samples, channels, samples) {}

    /// One channel: a span, a vector, an array.
    template <class Range>
    requires(
        requires(Range& r) {
            { r.data() } -> std::convertible_to<T*>;
            { r.size() } -> std::convertible_to<std::size_t>;
        } &&
        !requires(Range & r) { r.outerStride(); } && !requires(Range & r) { r.samples(); })
        Block(Range&& range)
        : Block(range.data(), static_cast<Index>(range.size())) {}

    /// Samples x channels: an Eigen array, map or block of one, column by column. Rows and every second
    /// sample don't compile, because the samples of a channel must lie side by side.
    template <class Array>
    requires(requires(Array& a) {
        { a.data() } -> std::convertible_to<T*>;
        a.outerStride();
        a.innerStride();
    } && (!std::remove_cvref_t<Array>::IsRowMajor) &&
             std::remove_cvref_t<Array>::InnerStrideAtCompileTime == 1) Block(Array&& array)
        : Block(array.data(), array.rows(), array.cols(), array.outerStride()) {}

    /// A block that can be written can also be read.
    operator Block<const T>() const requires(!std::is_const_v<T>) {
        return {data_, samples_, channels_, stride_};
    }

    Index samples() const { return samples_; }   ///< samples a channel
    Index channels() const { return channels_; } ///< how many channels
    Index stride() const {
        return stride_;
    }                                 ///< distance from a sample to the same sample of the next channel
    T* data() const { return data_; } ///< the first sample of the first channel
    /// True if there is no sample.
    bool empty() const { return samples_ == 0 || channels_ == 0; }

    /// One sample.
    T& operator()(Index sample, Index channel = 0) const { return data_[channel * stride_ + sample]; }

    /// The samples of one channel.
    std::span<T> channel(Index c) const { return {data_ + c * stride_, static_cast<std::size_t>(samples_)}; }

    /// The samples [first, first + count) of all channels.
    Block part(Index first, Index count) const { return {data_ + first, count, channels_, stride_}; }

    /// The channels [first, first + count).
    Block channels_from(Index first, Index count) const {
        return {data_ + first * stride_, samples_, count, stride_};
    }

private:
    T* data_ = nullptr;
    Index samples_ = 0;
    Index channels_ = 1;
    Index stride_ = 0;
};

} // namespace pya::dsp

#endif
