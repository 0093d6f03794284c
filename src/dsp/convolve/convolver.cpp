// SPDX-License-Identifier: MIT
#include <pya/dsp/convolve/convolve.hpp>

#include "dsp/convolve/overlap_save.hpp"

#include <algorithm>
#include <pya/error.hpp>

namespace pya::dsp {

namespace {

Index checked_block(Index block) {
    if (block < 1) detail::fail("Convolver: option block is ", block, "; it must be at least 1");
    return block;
}

} // namespace

template <class T>
Convolver<T>::Convolver(const Eigen::Ref<const Signal>& ir, Index channels, ConvolverOptions options)
    : fft_(2 * checked_block(options.block)), stride_((fft_.bins() + 7) / 8 * 8) {
    const Index block = options.block;
    if (ir.rows() < 1) detail::fail("Convolver: argument ir has no taps; it must have at least one");
    if (channels < 1) detail::fail("Convolver: argument channels is ", channels, "; it must be at least 1");
    if (ir.cols() != 1 && ir.cols() != channels)
        detail::fail("Convolver: argument ir has ", ir.cols(), " channels; it must have 1 or ", channels);
    partitions_ = (ir.rows() + block - 1) / block;
    shared_ = ir.cols() == 1;
    kernel_.resize(static_cast<std::size_t>(stride_ * partitions_ * ir.cols()));
    history_.resize(static_cast<std::size_t>(stride_ * partitions_ * channels));
    sum_.resize(static_cast<std::size_t>(stride_));
    time_.resize(static_cast<std::size_t>(2 * block));
    input_.setZero(2 * block, channels);
    output_.setZero(block, channels);
    Eigen::Map<Eigen::ArrayX<T>> time(time_.data(), 2 * block);
    for (Index c = 0; c < ir.cols(); ++c)
        for (Index p = 0; p < partitions_; ++p) {
            const Index taps = std::min(block, ir.rows() - p * block);
            time.head(taps) = ir.col(c).segment(p * block, taps);
            time.segment(taps, block - taps).setZero();
            fft_.forward(time_.data(), spectrum(kernel_, c * partitions_ + p));
        }
}

template <class T>
void Convolver<T>::process(const Eigen::Ref<const Signal>& in, Eigen::Ref<Signal> out) {
    if (in.cols() != channels())
        detail::fail("Convolver.process: argument in has ", in.cols(), " channels; it must have ",
                     channels());
    if (out.rows() != in.rows() || out.cols() != in.cols())
        detail::fail("Convolver.process: argument out is ", out.rows(), " x ", out.cols(), "; it must be ",
                     in.rows(), " x ", in.cols(), " as argument in is");
    const Index block = latency();
    for (Index done = 0, count = 0; done < in.rows(); done += count) {
        count = std::min(in.rows() - done, block - filled_);
        input_.middleRows(block + filled_, count) = in.middleRows(done, count);
        out.middleRows(done, count) = output_.middleRows(filled_, count);
        filled_ += count;
        if (filled_ < block) continue;
        for (Index c = 0; c < channels(); ++c) transform_block(c);
        newest_ = newest_ + 1 < partitions_ ? newest_ + 1 : 0;
        filled_ = 0;
    }
}

template <class T>
void Convolver<T>::transform_block(Index channel) {
    constexpr Index tile = 512; // bins whose sums stay in the first-level cache
    const Index bins = fft_.bins(), block = latency(), history = channel * partitions_;
    const Index kernel = shared_ ? 0 : channel * partitions_;
    fft_.forward(input_.col(channel).data(), spectrum(history_, history + newest_));
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
    output_.col(channel) = Eigen::Map<const Eigen::ArrayX<T>>(time_.data() + block, block);
    input_.col(channel).head(block) = input_.col(channel).tail(block);
}

template <class T>
void Convolver<T>::reset() {
    std::fill(history_.begin(), history_.end(), Complex(0));
    input_.setZero();
    output_.setZero();
    filled_ = 0;
    newest_ = 0;
}

template class Convolver<float>;
template class Convolver<double>;

} // namespace pya::dsp
