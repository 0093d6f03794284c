// SPDX-License-Identifier: MIT
/// @file
/// From a mel spectrum back to the magnitudes of bins.
#ifndef PYA_DSP_FEATURE_INVERSE_MEL_HPP
#define PYA_DSP_FEATURE_INVERSE_MEL_HPP

#include <pya/dsp/block.hpp>
#include <pya/dsp/feature/mel_filters.hpp>
#include <pya/dsp/segment/frames.hpp>
#include <pya/export.hpp>

#include <Eigen/Core>

namespace pya::dsp {

namespace impl {
PYA_DSP_EXPORT void inverse_mel_into(const Eigen::Ref<const FrameArray<double>>& mel, double sr, Index nfft,
                                     const MelOptions& options, Block<double> magnitudes);
}

/// The magnitudes, (nfft / 2 + 1) bins x frames, whose mel spectrum comes as close as it can in the squares
/// to `mel`, frames x n_mels, as librosa.feature.inverse.mel_to_stft: least squares that are not negative,
/// here by accelerated gradients (Nesterov 1983) with a step for each bin (De Pierro 1995) and restarts
/// (O'Donoghue and Candès 2015), at most 500 of them. What they leave is within 0.2 % of the least. There are
/// more bins than filters, so what is found is one of many: it is smooth where the filters are wide, and 0
/// where no filter is. A frame with a NaN or infinity is NaN. Throws ArgumentError for what mel_filters()
/// refuses, a power not above 0, another number of columns than n_mels, and for negative values.
///
///     Eigen::ArrayXXd magnitudes = dsp::inverse_mel(mel, 22050, 2048, {.n_mels = 64});
inline Eigen::ArrayXXd inverse_mel(const Eigen::Ref<const FrameArray<double>>& mel, double sr,
                                   Index nfft = 2048, const MelOptions& options = {}) {
    // What is wrong with nfft is said by the kernel.
    Eigen::ArrayXXd magnitudes(nfft > 0 ? nfft / 2 + 1 : 0, mel.rows());
    impl::inverse_mel_into(mel, sr, nfft, options, magnitudes);
    return magnitudes;
}

} // namespace pya::dsp

#endif
