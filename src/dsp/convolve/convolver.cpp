// SPDX-License-Identifier: MIT
#include <pya/dsp/convolve/convolve.hpp>

#include "dsp/convolve/overlap_save.hpp"

#include <algorithm>
#include <pya/error.hpp>

namespace pya::dsp {

namespace {

Index checked_block(Index block) {
    if (block < 1 || block > Index{1} << 39)
        detail::fail("Convolver: option block is ", block, "; it must be from 1 to 2^39");
    return block;
}

} // namespace

template <class T>
Convolver<T>::Convolver(Block<const T> ir, Index channels, ConvolverOptions options)
    : fft_(2 * checked_block(options.block)), block_(options.block), taps_(ir.samples()),
      channels_("Convolver", channels), stride_((fft_.bins() + 7) / 8 * 8) {
    if (taps_ < 1) detail::fail("Convolver: argument ir has no taps; it must have at least one");
    if (channels < 1) detail::fail("Convolver: argument channels is ", channels, "; it must be at least 1");
    if (ir.channels() != 1 && ir.channels() != channels)
        detail::fail("Convolver: argument ir has ", ir.channels(), " channels; it must have 1 or ", channels);
    partitions_ = (taps_ + block_ - 1) / block_;
    shared_ = ir.channels() == 1;
    kernel_.resize(static_cast<std::size_t>(stride_ * partitions_ * ir.channels()));
    history_.resize(static_cast<std::size_t>(stride_ * partitions_ * channels));
    sum_.resize(static_cast<std::size_t>(stride_));
    time_.resize(static_cast<std::size_t>(2 * block_));
    input_.resize(static_cast<std::size_t>(2 * block_ * channels));
    output_.resize(static_cast<std::size_t>(block_ * channels));
    for (Index c = 0; c < ir.channels(); ++c)
        for (Index p = 0; p < partitions_; ++p) {
            const auto taps = ir.part(p * block_, std::min(block_, taps_ - p * block_)).channel(c);
            std::fill(std::copy(taps.begin(), taps.end(), time_.begin()), time_.begin() + block_, T(0));
            fft_.forward(time_.data(), spectrum(kernel_, c * partitions_ + p));
        }
}

template <class T>
void Convolver<T>::process(Block<const T> in, Block<T> out) {
    if (in.channels() != channels_)
        detail::fail("Convolver.process: argument in has ", in.channels(), " channels; it must have ",
                     channels_);
    if (out.samples() != in.samples() || out.channels() != in.channels())
        detail::fail("Convolver.process: argument out is ", out.samples(), " x ", out.channels(),
                     "; it must be ", in.samples(), " x ", in.channels(), " as argument in is");
    for (Index done = 0, count = 0; done < in.samples(); done += count) {
        count = std::min(in.samples() - done, block_ - filled_);
        for (Index c = 0; c < channels_; ++c) {
            std::copy_n(in.channel(c).data() + done, count, input(c) + block_ + filled_);
            std::copy_n(output(c) + filled_, count, out.channel(c).data() + done);
        }
        filled_ += count;
        if (filled_ < block_) continue;
        for (Index c = 0; c < channels_; ++c) transform_block(c);
        newest_ = newest_ + 1 < partitions_ ? newest_ + 1 : 0;
        filled_ = 0;
    }
}

template <class T>
void Convolver<T>::transform_block(Index channel) {
    constexpr Index tile = 512; // bins whose sums stay in the first-level cache
    const Index bins = fft_.bins(), history = channel * partitions_;
    const Index kernel = shared_ ? 0 : channel * partitions_;
    fft_.forward(input(channel), spectrum(history_, history + newest_));
    std::fill(sum_.begin(), sum_.end(), Complex(0));
    for (Index k = 0; k < bins; k += tile)
        for (Index p = 0; p < partitions_; ++p) {
            const Index slot = newest_ >= p ? newest_ - p : newest_ - p + partitions_;
            impl::add_products(std::min(tile, bins - k),
                               reinterpret_cast<T*>(spectrum(history_, history + slot) + k),
                               reinterpret_cast<T*>(spectrum(kernel_, kernel + p) + k),
                               reinterpret_cast<T*>(sum_.data() + k));
        }
    fft_.inverse(sum_.data(), time_.data());
    std::copy_n(time_.data() + block_, block_, output(channel));
    std::copy_n(input(channel) + block_, block_, input(channel));
}

template <class T>
void Convolver<T>::reset() {
    std::fill(history_.begin(), history_.end(), Complex(0));
    std::fill(input_.begin(), input_.end(), T(0));
    std::fill(output_.begin(), output_.end(), T(0));
    filled_ = 0;
    newest_ = 0;
}

template class Convolver<float>;
template class Convolver<double>;

} // namespace pya::dsp
