// SPDX-License-Identifier: MIT
/// @file
/// Stretches the time of a short-time transform, with librosa's numbers.
#ifndef PYA_DSP_SPECTRAL_PHASE_VOCODER_HPP
#define PYA_DSP_SPECTRAL_PHASE_VOCODER_HPP

#include <pya/dsp/block.hpp>
#include <pya/export.hpp>

#include <Eigen/Core>

#include <complex>

namespace pya::dsp {

namespace impl {

/// How many frames of the result. `function` is the caller's, for the message.
PYA_DSP_EXPORT Index phase_vocoder_frames(const char* function, Index frames, double rate);

PYA_DSP_EXPORT void phase_vocoder_into(Block<const std::complex<float>> bins, double rate, Index hop,
                                       Index nfft, Block<std::complex<float>> out);
PYA_DSP_EXPORT void phase_vocoder_into(Block<const std::complex<double>> bins, double rate, Index hop,
                                       Index nfft, Block<std::complex<double>> out);

template <class T>
Eigen::ArrayXX<std::complex<T>> phase_vocoder(const Eigen::Ref<const Eigen::ArrayXX<std::complex<T>>>& bins,
                                              double rate, Index hop, Index nfft) {
    Eigen::ArrayXX<std::complex<T>> out(bins.rows(),
                                        phase_vocoder_frames("phase_vocoder", bins.cols(), rate));
    phase_vocoder_into(bins, rate, hop, nfft, out);
    return out;
}

} // namespace impl

/// A short-time transform, bins x frames, that goes `rate` times as fast: frames / rate frames, rounded up
/// (librosa.phase_vocoder). Magnitudes are on straight lines between the frames, and silent behind the last
/// one; the phase of each bin goes on by what it goes on between the two frames (J. L. Flanagan, R. M. Golden
/// 1966, "Phase vocoder"). `hop` samples are from frame to frame, and bin k has the frequency k / nfft; there
/// may be nfft / 2 + 1 of them, or fewer or more. A NaN stays in its bin to the end. Throws ArgumentError for
/// a rate that isn't positive and finite or gives more than 2^32 frames, and for hop and nfft below 1.
///
///     Eigen::ArrayXXcd slow = dsp::phase_vocoder(bins, 0.5, 512, 2048);
template <class T = float>
Eigen::ArrayXX<std::complex<T>> phase_vocoder(const Eigen::Ref<const Eigen::ArrayXXcf>& bins, double rate,
                                              Index hop, Index nfft) {
    return impl::phase_vocoder<T>(bins, rate, hop, nfft);
}
template <class T = double>
Eigen::ArrayXX<std::complex<T>> phase_vocoder(const Eigen::Ref<const Eigen::ArrayXXcd>& bins, double rate,
                                              Index hop, Index nfft) {
    return impl::phase_vocoder<T>(bins, rate, hop, nfft);
}

} // namespace pya::dsp

#endif
