// SPDX-License-Identifier: MIT
#include <pya/dsp/convolve.hpp>

#include "simd.hpp"

#include <algorithm>
#include <pya/error.hpp>

namespace pya::dsp {

namespace {

/// sum += x h for complex values, interleaved.
template <class T>
inline __attribute__((always_inline)) void multiply_add(Index count, const T* __restrict x,
                                                        const T* __restrict h, T* __restrict sum) {
    for (Index k = 0; k < count; ++k) {
        sum[2 * k] += x[2 * k] * h[2 * k] - x[2 * k + 1] * h[2 * k + 1];
        sum[2 * k + 1] += x[2 * k] * h[2 * k + 1] + x[2 * k + 1] * h[2 * k];
    }
}

PYA_SIMD void accumulate(Index count, const float* x, const float* h, float* sum) {
    multiply_add(count, x, h, sum);
}
PYA_SIMD void accumulate(Index count, const double* x, const double* h, double* sum) {
    multiply_add(count, x, h, sum);
}

Index checked_block(Index block) {
    if (block < 1) pya::detail::fail("Convolver: option block is ", block, "; it must be at least 1");
    return block;
}

} // namespace

template <class T>
Convolver<T>::Convolver(const Eigen::Ref<const Signal>& ir, Index channels, ConvolverOptions options)
    : fft_(2 * checked_block(options.block)) {
    const Index block = options.block;
    if (ir.rows() < 1) pya::detail::fail("Convolver: argument ir has no taps; it must have at least one");
    if (channels < 1)
        pya::detail::fail("Convolver: argument channels is ", channels, "; it must be at least 1");
    if (ir.cols() != 1 && ir.cols() != channels)
        pya::detail::fail("Convolver: argument ir has ", ir.cols(), " channels; it must have 1 or ",
                          channels);
    partitions_ = (ir.rows() + block - 1) / block;
    kernel_.resize(fft_.bins(), partitions_ * ir.cols());
    history_.setZero(fft_.bins(), partitions_ * channels);
    sum_.resize(fft_.bins());
    time_.setZero(2 * block);
    input_.setZero(2 * block, channels);
    output_.setZero(block, channels);
    for (Index c = 0; c < ir.cols(); ++c)
        for (Index p = 0; p < partitions_; ++p) {
            const Index taps = std::min(block, ir.rows() - p * block);
            time_.head(taps) = ir.col(c).segment(p * block, taps);
            time_.segment(taps, block - taps).setZero();
            fft_.forward(time_.data(), kernel_.col(c * partitions_ + p).data());
        }
}

template <class T>
void Convolver<T>::process(const Eigen::Ref<const Signal>& in, Eigen::Ref<Signal> out) {
    if (in.cols() != channels())
        pya::detail::fail("Convolver.process: argument in has ", in.cols(), " channels; it must have ",
                          channels());
    if (out.rows() != in.rows() || out.cols() != in.cols())
        pya::detail::fail("Convolver.process: argument out is ", out.rows(), " x ", out.cols(),
                          "; it must be ", in.rows(), " x ", in.cols(), " as argument in is");
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
    const Index block = latency();
    const Index kernel = kernel_.cols() > partitions_ ? channel * partitions_ : 0;
    fft_.forward(input_.col(channel).data(), history_.col(channel * partitions_ + newest_).data());
    sum_.setZero();
    for (Index k = 0; k < fft_.bins(); k += tile)
        for (Index p = 0; p < partitions_; ++p) {
            const Index slot = newest_ >= p ? newest_ - p : newest_ - p + partitions_;
            accumulate(std::min(tile, fft_.bins() - k),
                       reinterpret_cast<const T*>(&history_(k, channel * partitions_ + slot)),
                       reinterpret_cast<const T*>(&kernel_(k, kernel + p)), reinterpret_cast<T*>(&sum_(k)));
        }
    fft_.inverse(sum_.data(), time_.data());
    output_.col(channel) = time_.tail(block);
    input_.col(channel).head(block) = input_.col(channel).tail(block);
}

template <class T>
void Convolver<T>::reset() {
    history_.setZero();
    input_.setZero();
    output_.setZero();
    filled_ = 0;
    newest_ = 0;
}

template class Convolver<float>;
template class Convolver<double>;

} // namespace pya::dsp
