// SPDX-License-Identifier: MIT
/// @file
/// The spectra that a stream is convolved with.
#ifndef PYA_DSP_CONVOLVE_PARTITIONS_HPP
#define PYA_DSP_CONVOLVE_PARTITIONS_HPP

#include <pya/dsp/aligned.hpp>
#include <pya/dsp/block.hpp>
#include <pya/dsp/fft/fft.hpp>
#include <pya/export.hpp>

#include <complex>

namespace pya::dsp::impl {

/// An impulse response for each channel (or one for all), cut into partitions of one block, and the latest
/// blocks of a signal: the spectra of both. The sum of the products of the newest with the first, the one
/// before with the second, and so on, is the spectrum of the newest block of the convolution.
template <class T>
class PYA_DSP_EXPORT Partitions {
public:
    using Complex = std::complex<T>;

    /// `ir` is taps x channels, or taps x 1 for all channels, and has at least one tap.
    Partitions(Block<const T> ir, Index channels, Index block);

    Index block() const { return block_; }      ///< samples in a block
    Index bins() const { return fft_.bins(); }  ///< of each spectrum
    Index partitions() const { return count_; } ///< of an impulse response

    /// Sets the newest spectrum of a channel: that of the block before and of the newest block, 2 * block
    /// samples.
    void transform(Index channel, const T* samples);

    /// Adds to sum[first .. first + bins - 1] these bins of the product with one partition.
    void add_product(Index channel, Index partition, Index first, Index bins, Complex* sum);

    /// The newest block of the convolution, for the sum of the products.
    void inverse(const Complex* sum, T* out);

    void advance(); ///< What was the newest block of each channel is now the one before.
    void reset();   ///< All blocks are silent.

private:
    Complex* spectrum(AlignedVector<Complex>& spectra, Index number) {
        return spectra.data() + number * stride_;
    }

    Index block_;
    Index count_;
    RealFft<T> fft_;
    Index stride_;                   // from spectrum to spectrum
    bool shared_;                    // one impulse response for all channels
    AlignedVector<Complex> kernel_;  // of the first channel's partitions, of the second's, ...
    AlignedVector<Complex> history_; // of the latest blocks of the first channel, ...: a ring each
    AlignedVector<T> time_;
    Index newest_ = 0; // where in the rings the newest block is
};

extern template class Partitions<float>;
extern template class Partitions<double>;

} // namespace pya::dsp::impl

#endif
