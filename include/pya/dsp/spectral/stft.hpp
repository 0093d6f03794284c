// SPDX-License-Identifier: MIT
/// @file
/// Short-time Fourier transform of whole signals and back, with the numbers of scipy.signal.stft and istft.
#ifndef PYA_DSP_SPECTRAL_STFT_HPP
#define PYA_DSP_SPECTRAL_STFT_HPP

#include <pya/dsp/spectral/stft_options.hpp>
#include <pya/export.hpp>

#include <Eigen/Core>

#include <algorithm>
#include <complex>
#include <limits>
#include <span>
#include <utility>
#include <vector>

namespace pya::dsp {

/// A short-time Fourier transform, with what is needed to undo it.
template <class T>
struct StftResult {
    Eigen::ArrayXd freqs; ///< frequency of each bin in Hz
    Eigen::ArrayXd times; ///< time of the centre of each frame in seconds
    std::vector<Eigen::ArrayXX<std::complex<T>>>
        channels;        ///< bins x frames of each channel; a frame is contiguous
    StftOptions options; ///< the options that were used: nperseg is at most the length of the signal,
                         ///< noverlap and nfft are filled in
    Index samples = 0;   ///< length of the signal
};

/// The options with noverlap and nfft filled in and, for an explicit window, nperseg.
/// Throws ArgumentError unless 0 <= noverlap < nperseg <= nfft <= longest_frame and 1 <= nperseg; an explicit
/// window's length must be nperseg where that is given (not 256).
PYA_DSP_EXPORT StftOptions resolve(const StftOptions& options);

/// The same for a signal of n >= 1 samples: nperseg is at most n. Throws ArgumentError if an explicit window
/// is longer than n.
PYA_DSP_EXPORT StftOptions resolve(const StftOptions& options, Eigen::Index n);

/// How many frames the transform of n samples has. The options must be resolved. Throws ArgumentError for n <
/// 0.
PYA_DSP_EXPORT Index frame_count(const StftOptions& options, Index n);

namespace impl {

/// The sizes of a transform, and the options with which it is made.
struct StftShape {
    StftOptions options;
    Index bins = 0, frames = 0;
};
PYA_DSP_EXPORT StftShape stft_shape(Index samples, double sr, const StftOptions& options);

/// The frames of each channel, as the channels of a block.
template <class T>
using Spectra = std::span<const Block<T>>;

PYA_DSP_EXPORT void stft_into(Block<const float> sig, double sr, const StftOptions& used, double* freqs,
                              double* times, Spectra<std::complex<float>> channels);
PYA_DSP_EXPORT void stft_into(Block<const double> sig, double sr, const StftOptions& used, double* freqs,
                              double* times, Spectra<std::complex<double>> channels);

PYA_DSP_EXPORT Index istft_samples(Index bins, Index frames, const StftOptions& options);
PYA_DSP_EXPORT void istft_into(Spectra<const std::complex<float>> channels, const StftOptions& options,
                               Block<float> sig);
PYA_DSP_EXPORT void istft_into(Spectra<const std::complex<double>> channels, const StftOptions& options,
                               Block<double> sig);

template <class T, class Arrays>
std::vector<Block<T>> blocks_of(Arrays& channels) {
    return {channels.begin(), channels.end()};
}

template <class T>
StftResult<T> stft(const Eigen::Ref<const Eigen::ArrayXX<T>>& sig, double sr, const StftOptions& options) {
    StftShape shape = stft_shape(sig.rows(), sr, options);
    StftResult<T> result{Eigen::ArrayXd(shape.bins), Eigen::ArrayXd(shape.frames),
                         std::vector<Eigen::ArrayXX<std::complex<T>>>(static_cast<std::size_t>(sig.cols())),
                         std::move(shape.options), sig.rows()};
    for (auto& channel : result.channels) channel.resize(shape.bins, shape.frames);
    stft_into(sig, sr, result.options, result.freqs.data(), result.times.data(),
              blocks_of<std::complex<T>>(result.channels));
    return result;
}

template <class T>
Eigen::ArrayXX<T> istft(const std::vector<Eigen::ArrayXX<std::complex<T>>>& channels,
                        const StftOptions& options, Index longest = std::numeric_limits<Index>::max()) {
    const Index bins = channels.empty() ? 0 : channels.front().rows();
    const Index frames = channels.empty() ? 0 : channels.front().cols();
    Eigen::ArrayXX<T> sig(std::min(longest, istft_samples(bins, frames, options)),
                          static_cast<Index>(channels.size()));
    istft_into(blocks_of<const std::complex<T>>(channels), options, sig);
    return sig;
}

} // namespace impl

/// The short-time Fourier transform of every channel (column) of a signal of samples x channels, scaled so
/// that a bin is the amplitude of a stationary component ('spectrum'). T is float or double, as is the
/// arithmetic. An nperseg above the signal's length counts as that length. A NaN or infinity spreads over the
/// frames that hold it. An empty signal gives no freqs, no times and empty channels. Throws ArgumentError for
/// what `resolve` refuses, for a window that sums to 0, and unless sr > 0.
template <class T = float>
StftResult<T> stft(const Eigen::Ref<const Eigen::ArrayXXf>& sig, double sr = 1,
                   const StftOptions& options = {}) {
    return impl::stft<T>(sig, sr, options);
}
template <class T = double>
StftResult<T> stft(const Eigen::Ref<const Eigen::ArrayXXd>& sig, double sr = 1,
                   const StftOptions& options = {}) {
    return impl::stft<T>(sig, sr, options);
}

/// The signal (samples x channels) of a transform, by weighted overlap-add: the least-squares estimate of
/// Griffin and Lim (1984). For a transform that was not changed it is exact, up to the rounding of the bins:
/// where the squared windows (peak 1) add up to s, the error is about the precision of T divided by sqrt(s),
/// relative to the loudest sample nearby. In float that is better than -120 dB where s is at least 0.01,
/// which holds everywhere for the usual overlaps with a boundary. Without a boundary the first and last
/// samples, which only the ends of a window reach, may be worse. With a boundary and padding the signal has
/// up to a step of zeros at its end. `options` are those of the transform, with the nperseg that was used;
/// detrend is ignored. Of a two-sided transform the real part is taken. Samples that no window reaches (at
/// the ends, without a boundary) are left as they are, nearly 0. Throws ArgumentError where check_NOLA is
/// false, for channels of different sizes, and when the number of bins does not belong to the options.
template <class T = float>
Eigen::ArrayXX<T> istft(const std::vector<Eigen::ArrayXXcf>& channels, const StftOptions& options) {
    return impl::istft<T>(channels, options);
}
template <class T = double>
Eigen::ArrayXX<T> istft(const std::vector<Eigen::ArrayXXcd>& channels, const StftOptions& options) {
    return impl::istft<T>(channels, options);
}

/// The same with the options of the transform, cut to the length of its signal.
template <class T = float>
Eigen::ArrayXX<T> istft(const StftResult<float>& transform) {
    return impl::istft<T>(transform.channels, transform.options, transform.samples);
}
template <class T = double>
Eigen::ArrayXX<T> istft(const StftResult<double>& transform) {
    return impl::istft<T>(transform.channels, transform.options, transform.samples);
}

/// The same, written to `sig`, cut to its samples or filled up with zeros. Also throws ArgumentError unless
/// `sig` has as many channels as there are transforms.
template <class T = float>
void istft(const std::vector<Eigen::ArrayXXcf>& channels, const StftOptions& options, Block<float> sig) {
    impl::istft_into(impl::blocks_of<const std::complex<T>>(channels), options, sig);
}
template <class T = double>
void istft(const std::vector<Eigen::ArrayXXcd>& channels, const StftOptions& options, Block<double> sig) {
    impl::istft_into(impl::blocks_of<const std::complex<T>>(channels), options, sig);
}

/// True if the squared windows of all frames add up to more than `tol` at every sample, which the inverse
/// needs (nonzero overlap add, scipy.signal.check_NOLA). Throws ArgumentError for what `resolve` refuses.
PYA_DSP_EXPORT bool check_NOLA(const StftOptions& options, double tol = 1e-10);

} // namespace pya::dsp

#endif
