// SPDX-License-Identifier: MIT
/// @file
/// The late part of a long impulse response, in long blocks whose work is spread over time.
#ifndef PYA_DSP_CONVOLVE_LATE_CONVOLVER_HPP
#define PYA_DSP_CONVOLVE_LATE_CONVOLVER_HPP

#include <pya/dsp/aligned.hpp>
#include <pya/dsp/channel_count.hpp>
#include <pya/dsp/convolve/partitions.hpp>
#include <pya/export.hpp>

namespace pya::dsp::impl {

/// Convolves a stream with the taps from 2 * steps short blocks on, in long blocks of `steps` short ones. A
/// long block is worked on while the next one comes in, an equal part in each step, and its output follows
/// one long block later (Gardner, "Efficient convolution without input-output delay", 1995).
///
///     late.read(c, short_block); // for each channel
///     out += late.output(c);     // the late part of this block
///     late.step();               // after all channels
template <class T>
class PYA_DSP_EXPORT LateConvolver {
public:
    /// `ir` begins with tap 2 * steps * short_block.
    LateConvolver(Block<const T> ir, Index channels, Index short_block, Index steps);

    void read(Index channel, const T* samples);
    const T* output(Index channel) const { return ready_.data() + channel * block() + step_ * short_block_; }
    void step();
    void reset();

private:
    using Complex = typename Partitions<T>::Complex;

    Index block() const { return partitions_.block(); }
    T* input(Index channel) { return input_.data() + channel * 3 * block(); }
    void work(Index until);
    void finish_block();

    Partitions<T> partitions_;
    ChannelCount channels_;
    Index short_block_;
    Index steps_;
    Index tiles_;           // into which the bins of a product are cut: one is a unit of work
    Index transform_units_; // of one transform
    Index step_ = 0;        // of the present long block
    Index done_ = 0;        // units of work
    AlignedVector<Complex> sum_;
    AlignedVector<T> input_;  // the two finished blocks and the present one of the first channel, ...
    AlignedVector<T> coming_; // the output during the next long block, of the first channel, ...
    AlignedVector<T> ready_;  // the same during the present one
};

extern template class LateConvolver<float>;
extern template class LateConvolver<double>;

} // namespace pya::dsp::impl

#endif
