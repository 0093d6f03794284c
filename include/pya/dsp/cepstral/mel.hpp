// SPDX-License-Identifier: MIT
/// @file
/// The stages that lead to mel-frequency cepstral coefficients, one by one, with pya's numbers. The stages
/// before these are signal_to_frame and powspec; mfcc.hpp runs all of them. Frames are rows. Arithmetic is in
/// double, and preemphasis in the scalar type of the signal.
#ifndef PYA_DSP_CEPSTRAL_MEL_HPP
#define PYA_DSP_CEPSTRAL_MEL_HPP

#include <pya/dsp/aligned.hpp>
#include <pya/dsp/segment/frames.hpp>
#include <pya/export.hpp>

#include <Eigen/Core>

#include <optional>
#include <span>

namespace pya::dsp {

namespace impl {

using ConstFrames = Eigen::Ref<const FrameArray<double>>;
using Frames = Eigen::Ref<FrameArray<double>>;

PYA_DSP_EXPORT void preemphasis_into(std::span<const float> x, double coeff, float* y);
PYA_DSP_EXPORT void preemphasis_into(std::span<const double> x, double coeff, double* y);
PYA_DSP_EXPORT AlignedVector<double> mel_weights(double sr, Index nfilters, Index nfft, double lowfreq,
                                                 std::optional<double> highfreq);
PYA_DSP_EXPORT void frame_energy_into(const ConstFrames& pspec, double* energy);
PYA_DSP_EXPORT void log_mel_into(const ConstFrames& pspec, const ConstFrames& filter_banks, Frames out);
PYA_DSP_EXPORT Index dct_size(Index values, Index ncep);
PYA_DSP_EXPORT void dct_into(const ConstFrames& x, Frames out);
PYA_DSP_EXPORT void lifter_into(const ConstFrames& cepstra, Index L, Frames out);
PYA_DSP_EXPORT void deltas_into(const ConstFrames& cepstra, Index width, Frames out);

} // namespace impl

/// y[0] = x[0], y[i] = x[i] - coeff * x[i - 1]. Throws ArgumentError unless coeff is finite.
template <class T = float>
Eigen::ArrayX<T> preemphasis(const Eigen::Ref<const Eigen::ArrayXf>& x, double coeff = 0.97) {
    Eigen::ArrayX<T> y(x.size());
    impl::preemphasis_into({x.data(), static_cast<std::size_t>(x.size())}, coeff, y.data());
    return y;
}
template <class T = double>
Eigen::ArrayX<T> preemphasis(const Eigen::Ref<const Eigen::ArrayXd>& x, double coeff = 0.97) {
    Eigen::ArrayX<T> y(x.size());
    impl::preemphasis_into({x.data(), static_cast<std::size_t>(x.size())}, coeff, y.data());
    return y;
}

/// Triangular filters, equally spaced in mel between lowfreq and highfreq (sr / 2 rounded down, unless
/// given), over the bins of a transform of nfft samples: nfilters x (nfft / 2 + 1). Their corners lie on
/// whole bins, so narrow filters may be empty. Throws ArgumentError unless sr > 0, 1 <= nfilters <= 2^16,
/// 1 <= nfft <= 2^28 and 0 <= lowfreq < highfreq <= sr / 2.
inline FrameArray<double> mel_filterbanks(double sr, Index nfilters = 26, Index nfft = 512,
                                          double lowfreq = 0, std::optional<double> highfreq = {}) {
    const AlignedVector<double> weights = impl::mel_weights(sr, nfilters, nfft, lowfreq, highfreq);
    return Eigen::Map<const FrameArray<double>>(weights.data(), nfilters, nfft / 2 + 1);
}

/// The energy of each frame, the sum of its powers; 2.22e-16 in place of 0.
inline Eigen::ArrayXd frame_energy(const Eigen::Ref<const FrameArray<double>>& pspec) {
    Eigen::ArrayXd energy(pspec.rows());
    impl::frame_energy_into(pspec, energy.data());
    return energy;
}

/// Natural logarithms of the powers in each filter, 2.22e-16 in place of 0: frames x filters.
/// Throws ArgumentError when the two have different numbers of bins.
inline FrameArray<double> log_mel(const Eigen::Ref<const FrameArray<double>>& pspec,
                                  const Eigen::Ref<const FrameArray<double>>& filter_banks) {
    FrameArray<double> energies(pspec.rows(), filter_banks.rows());
    impl::log_mel_into(pspec, filter_banks, energies);
    return energies;
}

/// The first `ncep` coefficients of the orthonormal discrete cosine transform (type II) of each row; all of
/// them with ncep = 0. Throws ArgumentError for ncep < 0 or above the length of a row.
inline FrameArray<double> dct(const Eigen::Ref<const FrameArray<double>>& x, Index ncep = 0) {
    FrameArray<double> cepstra(x.rows(), impl::dct_size(x.cols(), ncep));
    impl::dct_into(x, cepstra);
    return cepstra;
}

/// Multiplies coefficient k of each row by 1 + L / 2 sin(pi k / L), which raises the higher ones. If L is not
/// above 0 nothing changes.
inline FrameArray<double> lifter(const Eigen::Ref<const FrameArray<double>>& cepstra, Index L = 22) {
    FrameArray<double> raised(cepstra.rows(), cepstra.cols());
    impl::lifter_into(cepstra, L, raised);
    return raised;
}

/// Slopes over time of each coefficient, by regression over `width` frames to either side:
/// d[t] = sum over n = 1 ... width of n (c[t + n] - c[t - n]), over 2 sum n^2, the first and last frame
/// repeated beyond the ends (HTK Book 5.9). Delta-deltas are the deltas of the deltas. Throws ArgumentError
/// unless 1 <= width <= 2^16.
inline FrameArray<double> deltas(const Eigen::Ref<const FrameArray<double>>& cepstra, Index width = 2) {
    FrameArray<double> slopes(cepstra.rows(), cepstra.cols());
    impl::deltas_into(cepstra, width, slopes);
    return slopes;
}

} // namespace pya::dsp

#endif
