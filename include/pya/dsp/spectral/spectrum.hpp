// SPDX-License-Identifier: MIT
/// @file
/// Spectra of whole signals and of frames.
#ifndef PYA_DSP_SPECTRAL_SPECTRUM_HPP
#define PYA_DSP_SPECTRAL_SPECTRUM_HPP

#include <pya/dsp/segment/frames.hpp>
#include <pya/export.hpp>
#include <pya/memory.hpp>

#include <Eigen/Core>

#include <complex>

namespace pya::dsp {

/// The spectrum of a signal and its frequency axis.
struct Spectrum {
    Eigen::ArrayXd frq; ///< k * sr / n for k = 0 ... n / 2, in Hz
    Eigen::ArrayXXcd Y; ///< bins x channels, the unnormalised transform
};

namespace impl {

PYA_DSP_EXPORT Index spectrum_bins(Index samples, double sr);
PYA_DSP_EXPORT void spectrum_into(Block<const float> sig, double sr, double* frq,
                                  Block<std::complex<double>> bins);
PYA_DSP_EXPORT void spectrum_into(Block<const double> sig, double sr, double* frq,
                                  Block<std::complex<double>> bins);

/// Each frame is a channel of the blocks.
PYA_DSP_EXPORT Index frame_bins(const char* function, Index nfft);
PYA_DSP_EXPORT void magspec_into(Block<const float> frames, Index nfft, Block<float> out);
PYA_DSP_EXPORT void magspec_into(Block<const double> frames, Index nfft, Block<double> out);
PYA_DSP_EXPORT void powspec_into(Block<const float> frames, Index nfft, Block<float> out);
PYA_DSP_EXPORT void powspec_into(Block<const double> frames, Index nfft, Block<double> out);

template <class T>
Spectrum spectrum(const Eigen::Ref<const Eigen::ArrayXX<T>>& sig, double sr) {
    const Index bins = spectrum_bins(sig.rows(), sr);
    Spectrum result{Eigen::ArrayXd(bins), Eigen::ArrayXXcd(bins, sig.cols())};
    spectrum_into(sig, sr, result.frq.data(), result.Y);
    return result;
}

template <class T>
FrameArray<T> magspec(const Eigen::Ref<const FrameArray<T>>& frames, Index nfft) {
    const Index bins = frame_bins("magspec", nfft);
    auto y = detail::within_memory("magspec", [&] { return FrameArray<T>(frames.rows(), bins); });
    magspec_into(rows_of(frames), nfft, rows_of(y));
    return y;
}

template <class T>
FrameArray<T> powspec(const Eigen::Ref<const FrameArray<T>>& frames, Index nfft) {
    const Index bins = frame_bins("powspec", nfft);
    auto y = detail::within_memory("powspec", [&] { return FrameArray<T>(frames.rows(), bins); });
    powspec_into(rows_of(frames), nfft, rows_of(y));
    return y;
}

} // namespace impl

/// The first n / 2 + 1 bins of the discrete Fourier transform of every channel (column), in double.
/// An empty signal has an empty spectrum. Throws ArgumentError unless sr > 0.
template <class T = float>
Spectrum spectrum(const Eigen::Ref<const Eigen::ArrayXXf>& sig, double sr) {
    return impl::spectrum<T>(sig, sr);
}
template <class T = double>
Spectrum spectrum(const Eigen::Ref<const Eigen::ArrayXXd>& sig, double sr) {
    return impl::spectrum<T>(sig, sr);
}

/// Magnitudes |rfft(frame, nfft)| of every frame (row): frames x (nfft / 2 + 1). Frames longer than nfft are
/// cut, shorter ones are filled up with zeros. Throws ArgumentError for nfft < 1.
template <class T = float>
FrameArray<T> magspec(const Eigen::Ref<const FrameArray<float>>& frames, Index nfft) {
    return impl::magspec<T>(frames, nfft);
}
template <class T = double>
FrameArray<T> magspec(const Eigen::Ref<const FrameArray<double>>& frames, Index nfft) {
    return impl::magspec<T>(frames, nfft);
}

/// Powers |rfft(frame, nfft)|^2 / nfft of every frame (row), like magspec.
template <class T = float>
FrameArray<T> powspec(const Eigen::Ref<const FrameArray<float>>& frames, Index nfft) {
    return impl::powspec<T>(frames, nfft);
}
template <class T = double>
FrameArray<T> powspec(const Eigen::Ref<const FrameArray<double>>& frames, Index nfft) {
    return impl::powspec<T>(frames, nfft);
}

} // namespace pya::dsp

#endif
