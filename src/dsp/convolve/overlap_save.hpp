// SPDX-License-Identifier: MIT
// Convolution of whole channels by uniformly partitioned overlap-save, as Convolver does it for streams.
#ifndef PYA_SRC_DSP_CONVOLVE_OVERLAP_SAVE_HPP
#define PYA_SRC_DSP_CONVOLVE_OVERLAP_SAVE_HPP

#include <pya/dsp/aligned.hpp>
#include <pya/dsp/fft/fft.hpp>

#include <complex>
#include <vector>

namespace pya::dsp::impl {

/// sum += x h for `count` complex values, interleaved.
void add_products(Index count, const float* x, const float* h, float* sum);
void add_products(Index count, const double* x, const double* h, double* sum);

/// T is float or double.
template <class T>
class OverlapSave {
public:
    /// For an impulse response of that many taps, in partitions of `block`.
    OverlapSave(Index block, Index taps);

    /// Sets the impulse response for the next channels.
    void load(const T* taps);

    /// y[i] = sample start + i of the convolution of the n samples of x, for i < count.
    void run(const T* x, Index n, Index start, T* y, Index count);

private:
    using Complex = std::complex<T>;

    /// Computes the spectrum of the samples from .. from + 2 block - 1; returns false if there are none.
    bool transform(const T* x, Index n, Index from, Complex* spectrum);
    void sum_products(Index newest);

    Complex* spectrum(AlignedVector<Complex>& spectra, Index number) {
        return spectra.data() + number * stride_;
    }

    Index block_, taps_, partitions_;
    RealFft<T> fft_;
    Index stride_;                   // from spectrum to spectrum
    AlignedVector<Complex> kernel_;  // spectra of the partitions
    AlignedVector<Complex> history_; // spectra of the latest stretches of the signal, in a ring
    std::vector<bool> sounding_;     // which spectra of the ring aren't 0
    AlignedVector<Complex> sum_;
    AlignedVector<T> time_;
};

extern template class OverlapSave<float>;
extern template class OverlapSave<double>;

} // namespace pya::dsp::impl

#endif
