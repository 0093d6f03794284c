// SPDX-License-Identifier: MIT
/// @file
/// Short-time Fourier transform of whole signals and back, with the numbers of scipy.signal.stft and istft.
#ifndef PYA_DSP_SPECTRAL_STFT_HPP
#define PYA_DSP_SPECTRAL_STFT_HPP

#include <pya/export.hpp>

#include <pya/dsp/spectral/stft_options.hpp>

#include <Eigen/Core>

#include <complex>
#include <optional>
#include <vector>

namespace pya::dsp {

/// A short-time Fourier transform with what it takes to undo it.
template <class T>
struct StftResult {
    Eigen::ArrayXd freqs;                                  ///< of the bins, in Hz
    Eigen::ArrayXd times;                                  ///< of the frames' centres, in seconds
    std::vector<Eigen::ArrayXX<std::complex<T>>> channels; ///< bins x frames each, a frame contiguous
    StftOptions options; ///< as used: nperseg held down to the signal's length, noverlap and nfft filled in
    Eigen::Index samples = 0; ///< of the signal
};

/// The options with noverlap and nfft filled in and, for an explicit window, nperseg.
/// Throws ArgumentError unless 0 <= noverlap < nperseg <= nfft and 1 <= nperseg; an explicit window's length
/// must be nperseg where that is given (not 256).
PYA_DSP_EXPORT StftOptions resolve(const StftOptions& options);

/// The same for a signal of n >= 1 samples: nperseg is at most n. An explicit window longer than n throws.
PYA_DSP_EXPORT StftOptions resolve(const StftOptions& options, Eigen::Index n);

/// Frames of the transform of n samples; the options are resolved ones.
PYA_DSP_EXPORT Eigen::Index frame_count(const StftOptions& options, Eigen::Index n);

/// The short-time Fourier transform of every channel (column) of a signal of samples x channels, scaled so
/// that a bin is the amplitude of a stationary component ('spectrum'). T is float or double, as is the
/// arithmetic. An nperseg above the signal's length counts as that length. A NaN or infinity spreads over the
/// frames that hold it. An empty signal gives no freqs, no times and empty channels. Throws ArgumentError for
/// what `resolve` refuses, for a window that sums to 0, and unless sr > 0.
PYA_DSP_EXPORT StftResult<float> stft(const Eigen::Ref<const Eigen::ArrayXXf>& sig, double sr = 1,
                                      const StftOptions& options = {});
PYA_DSP_EXPORT StftResult<double> stft(const Eigen::Ref<const Eigen::ArrayXXd>& sig, double sr = 1,
                                       const StftOptions& options = {});

/// The signal (samples x channels) whose transform is given, by weighted overlap-add: the least-squares
/// estimate of Griffin and Lim (1984), which is exact for an unchanged transform, but for the rounding of the
/// bins: where the squared windows (peak 1) sum to s, the error is about the precision of T over sqrt(s) of
/// the loudest sample near. In float that is better than -120 dB from s = 0.01 on, so with a boundary
/// everywhere for the usual overlaps; without one the first and last samples, which only the foot of a window
/// reaches, may be worse. With a boundary and padding it has up to a step of zeros at its end. `options` are
/// those of the transform, with the nperseg that was used; detrend doesn't count. A two-sided transform gives
/// the real part. Samples that no window reaches (at the ends, without a boundary) are left as they are,
/// nearly 0. Throws ArgumentError where check_NOLA is false, for channels of different sizes, and when the
/// number of bins does not belong to the options.
PYA_DSP_EXPORT Eigen::ArrayXXf istft(const std::vector<Eigen::ArrayXXcf>& channels,
                                     const StftOptions& options);
PYA_DSP_EXPORT Eigen::ArrayXXd istft(const std::vector<Eigen::ArrayXXcd>& channels,
                                     const StftOptions& options);

/// The same with the parameters of the transform, cut to the length of its signal.
PYA_DSP_EXPORT Eigen::ArrayXXf istft(const StftResult<float>& transform);
PYA_DSP_EXPORT Eigen::ArrayXXd istft(const StftResult<double>& transform);

/// The same into `sig`, cut to its rows or filled up with zeros. Throws ArgumentError unless it has as many
/// columns as there are channels, too.
PYA_DSP_EXPORT void istft(const std::vector<Eigen::ArrayXXcf>& channels, const StftOptions& options,
                          Eigen::Ref<Eigen::ArrayXXf> sig);
PYA_DSP_EXPORT void istft(const std::vector<Eigen::ArrayXXcd>& channels, const StftOptions& options,
                          Eigen::Ref<Eigen::ArrayXXd> sig);

/// True when the squared windows of all frames sum to more than `tol` at every sample, which the inverse
/// needs (nonzero overlap add, scipy.signal.check_NOLA). Throws ArgumentError for what `resolve` refuses.
PYA_DSP_EXPORT bool check_NOLA(const StftOptions& options, double tol = 1e-10);

} // namespace pya::dsp

#endif
