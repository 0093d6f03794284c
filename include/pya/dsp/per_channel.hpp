// SPDX-License-Identifier: MIT
/// @file
/// Makes a kernel of a leaf.
#ifndef PYA_DSP_PER_CHANNEL_HPP
#define PYA_DSP_PER_CHANNEL_HPP

#include <pya/error.hpp>

#include <pya/dsp/kernel.hpp>

#include <cstddef>
#include <vector>

namespace pya::dsp {

/// Makes a Processor of a leaf, or of anything else that turns a sample into a sample: it has a copy of it
/// for each channel. The samples are those of the leaf, rounded to the type of the block.
///
///     PerChannel filter(leaf::Biquad<double>(coefficients), 2);
///     filter.process(in, out);              // blocks of two channels, float or double
///     filter[1].set(others);                // the leaf of the second channel
template <class Leaf>
class PerChannel {
public:
    /// Copies of `leaf`. Throws ArgumentError for fewer than one channel.
    explicit PerChannel(const Leaf& leaf, Index channels = 1) : leaves_(checked(channels), leaf) {}

    /// Filters a block into another of the same shape, which may be the same memory. Throws ArgumentError for
    /// another number of channels or different shapes.
    template <class T>
    void process(Block<const T> in, Block<T> out) {
        if (in.channels() != channels() || out.channels() != channels() || in.samples() != out.samples())
            detail::fail("PerChannel::process: in is ", in.samples(), " x ", in.channels(), " and out ",
                         out.samples(), " x ", out.channels(), "; both must have one shape of ", channels(),
                         " channels");
        for (Index c = 0; c < channels(); ++c) {
            Leaf& leaf = (*this)[c];
            for (Index i = 0; i < in.samples(); ++i) out(i, c) = static_cast<T>(leaf(in(i, c)));
        }
    }

    /// The leaf of a channel, in [0, channels()).
    Leaf& operator[](Index channel) { return leaves_[static_cast<std::size_t>(channel)]; }
    /// How many channels.
    Index channels() const { return static_cast<Index>(leaves_.size()); }

    /// Back to silence in all channels.
    void reset() {
        for (Leaf& leaf : leaves_) leaf.reset();
    }
    /// The output counts as being at the time of the input.
    static constexpr Index latency() { return 0; }
    /// The output may go on without an end.
    static constexpr Index tail() { return endless; }

private:
    static std::size_t checked(Index channels) {
        if (channels < 1) detail::fail("PerChannel: channels is ", channels, "; it must be at least 1");
        return static_cast<std::size_t>(channels);
    }

    std::vector<Leaf> leaves_;
};

} // namespace pya::dsp

#endif
