// SPDX-License-Identifier: MIT
/// @file
/// How many channels a kernel has, also after it was moved from.
#ifndef PYA_DSP_CHANNEL_COUNT_HPP
#define PYA_DSP_CHANNEL_COUNT_HPP

#include <pya/dsp/block.hpp>
#include <pya/error.hpp>

#include <utility>

namespace pya::dsp::impl {

/// A number of channels that is 0 after it was moved from. A kernel that has it as a member refuses then the
/// blocks that it took before, instead of reaching for the memory that it no longer has. Throws ArgumentError
/// for more than 2^24 channels, in the name of the kernel.
class ChannelCount {
public:
    ChannelCount(const char* kernel, Index channels) : channels_(channels) {
        if (channels > 1 << 24)
            detail::fail(kernel, ": argument channels is ", channels, "; there can be at most 2^24");
    }
    ChannelCount(const ChannelCount&) = default;
    ChannelCount(ChannelCount&& other) noexcept : channels_(std::exchange(other.channels_, 0)) {}
    ChannelCount& operator=(ChannelCount other) noexcept {
        channels_ = other.channels_;
        return *this;
    }
    ~ChannelCount() = default;
    operator Index() const { return channels_; }

private:
    Index channels_;
};

} // namespace pya::dsp::impl

#endif
