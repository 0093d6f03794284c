// SPDX-License-Identifier: MIT
// The axes of a short-time transform; the options are resolved ones.
#ifndef PYA_SRC_DSP_SPECTRAL_STFT_AXES_HPP
#define PYA_SRC_DSP_SPECTRAL_STFT_AXES_HPP

#include <pya/dsp/spectral/stft.hpp>

namespace pya::dsp::impl {

/// How many bins a frame has.
inline Index bin_count(const StftOptions& options) {
    return options.return_onesided ? *options.nfft / 2 + 1 : *options.nfft;
}

/// Writes the frequencies of the bins in Hz. In a two-sided transform the negative frequencies follow.
inline void bin_frequencies(const StftOptions& options, double sr, double* freqs) {
    const Index nfft = *options.nfft;
    for (Index k = 0; k < bin_count(options); ++k) {
        const Index signed_bin = options.return_onesided || k <= (nfft - 1) / 2 ? k : k - nfft;
        freqs[k] = static_cast<double>(signed_bin) * sr / static_cast<double>(nfft);
    }
}

/// Writes the times of the centres of the frames in seconds.
inline void frame_times(const StftOptions& options, Index frames, double sr, double* times) {
    const double first = options.boundary == Boundary::off ? static_cast<double>(options.nperseg) / 2 : 0;
    const double step = static_cast<double>(options.nperseg - *options.noverlap);
    for (Index k = 0; k < frames; ++k) times[k] = (first + static_cast<double>(k) * step) / sr;
}

} // namespace pya::dsp::impl

#endif
