// SPDX-License-Identifier: MIT
/// @file
/// Discrete Fourier transforms of any length. All transforms of a process share their plans, so transform
/// objects are cheap to make and copy.
#ifndef PYA_DSP_FFT_FFT_HPP
#define PYA_DSP_FFT_FFT_HPP

#include <pya/dsp/block.hpp>
#include <pya/export.hpp>

#include <Eigen/Core>
#include <atomic>
#include <complex>
#include <cstddef>
#include <memory>
#include <string>

namespace pya::dsp {

namespace impl {

template <class In, class Out>
class FftPlan;

/// Aligned working memory of one transform object. A call that finds it in use by another thread allocates
/// memory of its own.
class PYA_DSP_EXPORT FftScratch {
public:
    explicit FftScratch(std::size_t bytes);
    FftScratch(const FftScratch& other) : FftScratch(other.bytes_) {}
    FftScratch& operator=(const FftScratch& other);
    ~FftScratch();

    std::byte* take() const;
    void give_back(std::byte* memory) const;

private:
    std::size_t bytes_;
    mutable std::atomic<std::byte*> spare_;
};

} // namespace impl

/// The transform of n real samples (numpy.fft.rfft, irfft). T is float or double; all arithmetic is in T.
///
/// The constructor looks for a plan or makes one, which takes milliseconds for some long n. The plans that
/// were used last are kept for the whole process. Afterwards `forward` and `inverse` neither plan nor
/// allocate, as long as one thread at a time uses the object (only FFTW itself allocates for some lengths
/// that are not powers of two). Several threads may use one object at the same time, but a call that finds it
/// in use allocates working memory. So a real-time thread should have an object of its own; copies are cheap
/// and share the plan. Prime lengths take O(n log n), too (Bluestein's algorithm).
template <class T>
class PYA_DSP_EXPORT RealFft {
public:
    /// n >= 1 is the number of samples. Throws ArgumentError otherwise.
    explicit RealFft(Index n);

    Index size() const { return n_; }         ///< number of samples, n
    Index bins() const { return n_ / 2 + 1; } ///< number of bins, n/2 + 1

    /// X[k] = sum over j of x[j] exp(-2 pi i j k / n) for k = 0 .. n/2. `time` has n samples and stays
    /// untouched; `bins` takes n/2 + 1 values. Both may have any alignment and must not overlap. A NaN or
    /// infinity spreads to every bin.
    void forward(const T* time, std::complex<T>* bins) const;

    /// The inverse of `forward`, scaled by 1/n. `bins` stays untouched. The imaginary parts of the first bin
    /// and, for even n, of the last one count as 0. The two must not overlap.
    void inverse(const std::complex<T>* bins, T* time) const;

private:
    Index n_;
    std::shared_ptr<const impl::FftPlan<T, std::complex<T>>> forward_;
    std::shared_ptr<const impl::FftPlan<std::complex<T>, T>> inverse_;
    impl::FftScratch scratch_;
};

/// The transform of n complex values (numpy.fft.fft, ifft). Cost, threads and memory as in RealFft.
template <class T>
class PYA_DSP_EXPORT ComplexFft {
public:
    /// n >= 1 is the number of values. Throws ArgumentError otherwise.
    explicit ComplexFft(Index n);

    Index size() const { return n_; } ///< number of values, n

    /// X[k] = sum over j of x[j] exp(-2 pi i j k / n). `in` stays untouched; the two must not overlap.
    void forward(const std::complex<T>* in, std::complex<T>* out) const;

    /// The inverse of `forward`, scaled by 1/n. `in` stays untouched; the two must not overlap.
    void inverse(const std::complex<T>* in, std::complex<T>* out) const;

private:
    using Plan = impl::FftPlan<std::complex<T>, std::complex<T>>;

    Index n_;
    std::shared_ptr<const Plan> forward_;
    std::shared_ptr<const Plan> inverse_;
    impl::FftScratch scratch_;
};

extern template class RealFft<float>;
extern template class RealFft<double>;
extern template class ComplexFft<float>;
extern template class ComplexFft<double>;

namespace impl {

/// n. Throws ArgumentError as irfft.
PYA_DSP_EXPORT Index irfft_length(Index bins, Index n);

PYA_DSP_EXPORT void rfft(Block<const float> x, Block<std::complex<float>> bins);
PYA_DSP_EXPORT void rfft(Block<const double> x, Block<std::complex<double>> bins);
PYA_DSP_EXPORT void irfft(Block<const std::complex<float>> bins, Block<float> x);
PYA_DSP_EXPORT void irfft(Block<const std::complex<double>> bins, Block<double> x);

} // namespace impl

/// Spectra of all channels (numpy.fft.rfft along the samples): n x channels samples give n/2 + 1 x channels
/// bins. Throws ArgumentError when there are no samples.
template <class T = float>
Eigen::ArrayXX<std::complex<T>> rfft(const Eigen::Ref<const Eigen::ArrayXXf>& x) {
    Eigen::ArrayXX<std::complex<T>> bins(x.rows() / 2 + 1, x.cols());
    impl::rfft(x, bins);
    return bins;
}
/// The same in double precision.
template <class T = double>
Eigen::ArrayXX<std::complex<T>> rfft(const Eigen::Ref<const Eigen::ArrayXXd>& x) {
    Eigen::ArrayXX<std::complex<T>> bins(x.rows() / 2 + 1, x.cols());
    impl::rfft(x, bins);
    return bins;
}

/// The inverse of `rfft` (numpy.fft.irfft): n/2 + 1 x channels bins give n x channels samples. n is needed
/// because an even and an odd n have the same number of bins. Throws ArgumentError when n < 1 or the number
/// of bins is not n/2 + 1.
template <class T = float>
Eigen::ArrayXX<T> irfft(const Eigen::Ref<const Eigen::ArrayXXcf>& spec, Index n) {
    Eigen::ArrayXX<T> x(impl::irfft_length(spec.rows(), n), spec.cols());
    impl::irfft(spec, x);
    return x;
}
/// The same in double precision.
template <class T = double>
Eigen::ArrayXX<T> irfft(const Eigen::Ref<const Eigen::ArrayXXcd>& spec, Index n) {
    Eigen::ArrayXX<T> x(impl::irfft_length(spec.rows(), n), spec.cols());
    impl::irfft(spec, x);
    return x;
}

/// The smallest 2^a 3^b 5^c >= n, a length whose transform is fast (scipy.fft.next_fast_len has factors 7 and
/// 11 besides). Throws ArgumentError unless 1 <= n <= 2^59.
PYA_DSP_EXPORT Index next_fast_len(Index n);

/// Finds the fastest way of each kind of transform of n values by trying several, which takes up to seconds.
/// Transform objects made from then on use it, and their results may differ from those of earlier ones in the
/// last bits. Where FFTW does not compute the transforms, for this length or in this build, nothing changes.
/// Throws ArgumentError when n < 1.
PYA_DSP_EXPORT void measure_fft(Index n);

/// Saves what `measure_fft` found (FFTW's wisdom) for `load_wisdom` to restore on the same kind of machine.
/// Both return false and do nothing in a build without FFTW. Throws IoError when the file can't be written.
PYA_DSP_EXPORT bool save_wisdom(const std::string& path);

/// Restores what `save_wisdom` saved. Throws IoError when the file can't be read or is of another kind or
/// version.
PYA_DSP_EXPORT bool load_wisdom(const std::string& path);

} // namespace pya::dsp

#endif
