// SPDX-License-Identifier: MIT
/// @file
/// Spectrograms with the numbers of scipy.signal.spectrogram.
#ifndef PYA_DSP_SPECTRAL_SPECTROGRAM_HPP
#define PYA_DSP_SPECTRAL_SPECTROGRAM_HPP

#include <pya/dsp/spectral/stft.hpp>
#include <pya/export.hpp>

#include <Eigen/Core>

#include <complex>
#include <optional>
#include <vector>

namespace pya::dsp {

/// Power per Hz (density) or power of a stationary component (spectrum).
enum class Scaling { density, spectrum };

/// What a spectrogram contains: powers, the magnitudes of the complex bins, their angles in radians, or their
/// angles unwrapped along time. complex_spectrogram returns the bins themselves.
enum class SpectrogramMode { psd, magnitude, angle, phase };

/// Parameters of the spectrogram. Defaults are scipy's.
struct SpectrogramOptions {
    Index nperseg = 256; ///< samples a segment, at most the length of the signal
    /// A window with explicit samples sets nperseg to their number.
    Window window = Window("tukey", 0.25);
    std::optional<Index> noverlap = {}; ///< samples that two neighbours share; nperseg / 8 if left out
    std::optional<Index> nfft = {}; ///< length of the transform, filled up with zeros; nperseg if left out
    Detrend detrend = Detrend::constant; ///< what is subtracted from each segment
    bool return_onesided = true;         ///< nfft / 2 + 1 bins, otherwise all nfft in the order of the FFT
    Scaling scaling = Scaling::density;  ///< of mode psd
    SpectrogramMode mode = SpectrogramMode::psd; ///< what is computed of each bin
    /// How many threads may share the work on a whole signal, 1 or more; the bits are the same.
    int threads = 1;
};

/// A spectrogram with its axes. V is a real or a complex type.
template <class V>
struct SpectrogramResult {
    Eigen::ArrayXd freqs;                    ///< frequency of each bin in Hz
    Eigen::ArrayXd times;                    ///< time of the centre of each segment in seconds
    std::vector<Eigen::ArrayXX<V>> channels; ///< bins x segments of each channel; a segment is contiguous
};

namespace impl {

PYA_DSP_EXPORT StftShape spectrogram_shape(Index samples, double sr, const SpectrogramOptions& options);
PYA_DSP_EXPORT void spectrogram_axes(const StftShape& shape, double sr, double* freqs, double* times);

/// Real values are those of options.mode, and complex ones are the bins.
PYA_DSP_EXPORT void spectrogram_into(Block<const float> sig, double sr, const SpectrogramOptions& options,
                                     const StftShape& shape, Spectra<float> channels);
PYA_DSP_EXPORT void spectrogram_into(Block<const double> sig, double sr, const SpectrogramOptions& options,
                                     const StftShape& shape, Spectra<double> channels);
PYA_DSP_EXPORT void spectrogram_into(Block<const float> sig, double sr, const SpectrogramOptions& options,
                                     const StftShape& shape, Spectra<std::complex<float>> channels);
PYA_DSP_EXPORT void spectrogram_into(Block<const double> sig, double sr, const SpectrogramOptions& options,
                                     const StftShape& shape, Spectra<std::complex<double>> channels);

template <class T, class V>
SpectrogramResult<V> spectrogram(const Eigen::Ref<const Eigen::ArrayXX<T>>& sig, double sr,
                                 const SpectrogramOptions& options) {
    const StftShape shape = spectrogram_shape(sig.rows(), sr, options);
    SpectrogramResult<V> result{Eigen::ArrayXd(shape.bins), Eigen::ArrayXd(shape.frames),
                                std::vector<Eigen::ArrayXX<V>>(static_cast<std::size_t>(sig.cols()))};
    for (auto& channel : result.channels) channel.resize(shape.bins, shape.frames);
    spectrogram_axes(shape, sr, result.freqs.data(), result.times.data());
    spectrogram_into(sig, sr, options, shape, blocks_of<V>(result.channels));
    return result;
}

} // namespace impl

/// The spectrogram of every channel (column) of a signal of samples x channels. Powers of a one-sided
/// spectrum include those of the negative frequencies. Samples at the end that don't fill a segment are left
/// out. T is float or double, as is the arithmetic. An empty signal gives no freqs, no times and empty
/// channels. A NaN or infinity spreads over the segments that hold it. Throws ArgumentError as stft does, and
/// for a window without power (density) or sum.
template <class T = float>
SpectrogramResult<T> spectrogram(const Eigen::Ref<const Eigen::ArrayXXf>& sig, double sr = 1,
                                 const SpectrogramOptions& options = {}) {
    return impl::spectrogram<T, T>(sig, sr, options);
}
template <class T = double>
SpectrogramResult<T> spectrogram(const Eigen::Ref<const Eigen::ArrayXXd>& sig, double sr = 1,
                                 const SpectrogramOptions& options = {}) {
    return impl::spectrogram<T, T>(sig, sr, options);
}

/// The complex bins (scipy's mode 'complex'), whatever options.mode says.
template <class T = float>
SpectrogramResult<std::complex<T>> complex_spectrogram(const Eigen::Ref<const Eigen::ArrayXXf>& sig,
                                                       double sr = 1,
                                                       const SpectrogramOptions& options = {}) {
    return impl::spectrogram<T, std::complex<T>>(sig, sr, options);
}
template <class T = double>
SpectrogramResult<std::complex<T>> complex_spectrogram(const Eigen::Ref<const Eigen::ArrayXXd>& sig,
                                                       double sr = 1,
                                                       const SpectrogramOptions& options = {}) {
    return impl::spectrogram<T, std::complex<T>>(sig, sr, options);
}

} // namespace pya::dsp

#endif
