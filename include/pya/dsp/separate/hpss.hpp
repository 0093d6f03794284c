// SPDX-License-Identifier: MIT
/// @file
/// Takes a sound apart into what is harmonic and what is percussive, with librosa's numbers.
#ifndef PYA_DSP_SEPARATE_HPSS_HPP
#define PYA_DSP_SEPARATE_HPSS_HPP

#include <pya/dsp/separate/hpss_options.hpp>
#include <pya/export.hpp>

#include <Eigen/Core>

#include <complex>

namespace pya::dsp {

namespace impl {

/// Throws ArgumentError for options out of range. `function` is the caller's, for the message.
PYA_DSP_EXPORT void check_hpss(const char* function, const HpssOptions& options);

PYA_DSP_EXPORT void hpss_masks_into(Block<const float> magnitudes, const HpssOptions& options,
                                    const Hpss<Block<float>>& masks);
PYA_DSP_EXPORT void hpss_masks_into(Block<const double> magnitudes, const HpssOptions& options,
                                    const Hpss<Block<double>>& masks);

PYA_DSP_EXPORT void hpss_into(Block<const float> sig, const HpssOptions& options,
                              const Hpss<Block<float>>& parts);
PYA_DSP_EXPORT void hpss_into(Block<const double> sig, const HpssOptions& options,
                              const Hpss<Block<double>>& parts);

/// Multiplies both parts, which hold the same bins x frames, by the masks of their magnitudes.
PYA_DSP_EXPORT void hpss_spectra(const HpssOptions& options, const Hpss<Block<std::complex<float>>>& parts);
PYA_DSP_EXPORT void hpss_spectra(const HpssOptions& options, const Hpss<Block<std::complex<double>>>& parts);

template <class T>
Hpss<Eigen::ArrayXX<T>> hpss_masks(const Eigen::Ref<const Eigen::ArrayXX<T>>& magnitudes,
                                   const HpssOptions& options) {
    Hpss<Eigen::ArrayXX<T>> masks{Eigen::ArrayXX<T>(magnitudes.rows(), magnitudes.cols()),
                                  Eigen::ArrayXX<T>(magnitudes.rows(), magnitudes.cols())};
    hpss_masks_into(magnitudes, options, {masks.harmonic, masks.percussive});
    return masks;
}

template <class T>
Hpss<Eigen::ArrayXX<T>> hpss(const Eigen::Ref<const Eigen::ArrayXX<T>>& sig, const HpssOptions& options) {
    Hpss<Eigen::ArrayXX<T>> parts{Eigen::ArrayXX<T>(sig.rows(), sig.cols()),
                                  Eigen::ArrayXX<T>(sig.rows(), sig.cols())};
    hpss_into(sig, options, {parts.harmonic, parts.percussive});
    return parts;
}

} // namespace impl

/// The masks, bins x frames of 0 to 1, that hpss() multiplies a short-time transform of these magnitudes by
/// (librosa.decompose.hpss with mask=True). Tones are lines along time, and attacks are lines along
/// frequency, so a median along time keeps the tones and one along frequency the attacks (FitzGerald 2010);
/// the masks compare the two, with margins (Driedger, Müller and Disch 2014). At the borders the magnitudes
/// are mirrored; a median of an even width w is the element w / 2 of the sorted ones. Where both medians are
/// 0, both masks are 1/2, or 0 with a margin above 1. A NaN counts as infinite in the medians; where a median
/// is infinite, the masks are NaN. Throws ArgumentError for options out of range.
template <class T = float>
Hpss<Eigen::ArrayXX<T>> hpss_masks(const Eigen::Ref<const Eigen::ArrayXXf>& magnitudes,
                                   const HpssOptions& options = {}) {
    return impl::hpss_masks<T>(magnitudes, options);
}
template <class T = double>
Hpss<Eigen::ArrayXX<T>> hpss_masks(const Eigen::Ref<const Eigen::ArrayXXd>& magnitudes,
                                   const HpssOptions& options = {}) {
    return impl::hpss_masks<T>(magnitudes, options);
}

/// The harmonic and the percussive part of each channel of a signal of samples x channels
/// (librosa.effects.hpss: frames of 2048 samples, 512 apart, of a signal with zeros around it). What is in
/// neither, the residual, is sig - harmonic - percussive. A NaN or infinity spreads over the frames that hold
/// it. Throws ArgumentError for options out of range.
///
///     auto [harmonic, percussive] = dsp::hpss(sig, {.harmonic_margin = 3, .percussive_margin = 3});
template <class T = float>
Hpss<Eigen::ArrayXX<T>> hpss(const Eigen::Ref<const Eigen::ArrayXXf>& sig, const HpssOptions& options = {}) {
    return impl::hpss<T>(sig, options);
}
template <class T = double>
Hpss<Eigen::ArrayXX<T>> hpss(const Eigen::Ref<const Eigen::ArrayXXd>& sig, const HpssOptions& options = {}) {
    return impl::hpss<T>(sig, options);
}

} // namespace pya::dsp

#endif
