// SPDX-License-Identifier: MIT
// The axes of a short-time transform; the options are resolved ones.
#ifndef PYA_SRC_DSP_SPECTRAL_STFT_AXES_HPP
#define PYA_SRC_DSP_SPECTRAL_STFT_AXES_HPP

#include <pya/dsp/spectral/stft.hpp>

namespace pya::dsp::impl {

/// Of the bins, in Hz; two-sided ones go on with the negative frequencies.
inline Eigen::ArrayXd bin_frequencies(const StftOptions& options, double sr) {
    const Eigen::Index nfft = *options.nfft;
    Eigen::ArrayXd freqs(options.return_onesided ? nfft / 2 + 1 : nfft);
    for (Eigen::Index k = 0; k < freqs.size(); ++k) {
        const Eigen::Index signed_bin = options.return_onesided || k <= (nfft - 1) / 2 ? k : k - nfft;
        freqs[k] = static_cast<double>(signed_bin) * sr / static_cast<double>(nfft);
    }
    return freqs;
}

/// Of the centres of the frames, in seconds.
inline Eigen::ArrayXd frame_times(const StftOptions& options, Eigen::Index frames, double sr) {
    const double first = options.boundary == Boundary::off ? static_cast<double>(options.nperseg) / 2 : 0;
    const double step = static_cast<double>(options.nperseg - *options.noverlap);
    Eigen::ArrayXd times(frames);
    for (Eigen::Index k = 0; k < frames; ++k) times[k] = (first + static_cast<double>(k) * step) / sr;
    return times;
}

} // namespace pya::dsp::impl

#endif
