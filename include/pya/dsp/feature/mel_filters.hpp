// SPDX-License-Identifier: MIT
/// @file
/// Triangular mel filters with librosa's numbers.
#ifndef PYA_DSP_FEATURE_MEL_FILTERS_HPP
#define PYA_DSP_FEATURE_MEL_FILTERS_HPP

#include <pya/dsp/aligned.hpp>
#include <pya/dsp/feature/frequencies.hpp>
#include <pya/dsp/segment/frames.hpp>
#include <pya/export.hpp>
#include <pya/memory.hpp>

#include <limits>
#include <optional>

namespace pya::dsp {

/// To what a mel filter is scaled: an area of 1 (Slaney), a peak of 1 (none), or a p-norm of 1 (p).
struct MelNorm {
    /// What is 1.
    enum class Kind { slaney, none, p };
    Kind kind = Kind::slaney; ///< which of them
    double p = 1;             ///< above 0; infinity is the largest weight

    static MelNorm none() { return {Kind::none}; }               ///< a peak of 1 between bins
    static MelNorm of(double order) { return {Kind::p, order}; } ///< a p-norm of 1
};

/// Parameters of mel spectra. Defaults are librosa's.
struct MelOptions {
    Index n_mels = 128;                ///< filters, 1 to 2^16
    double fmin = 0;                   ///< where the first begins, in Hz
    std::optional<double> fmax = {};   ///< where the last ends, in Hz; sr / 2
    MelScale scale = MelScale::slaney; ///< on which they are evenly spaced
    MelNorm norm = {};                 ///< to what each is scaled
    double power = 2;                  ///< of the magnitudes that are summed, above 0

    /// Those of torchaudio.transforms.MelSpectrogram: HTK's scale, filters with a peak of 1. Its frames are
    /// mirrored at the ends: {.nperseg = 400, .stride = 200, .boundary = Boundary::even}.
    static MelOptions torchaudio() { return {.scale = MelScale::htk, .norm = MelNorm::none()}; }
};

namespace impl {
PYA_DSP_EXPORT AlignedVector<double> mel_filter_weights(double sr, Index nfft, const MelOptions& options);
}

/// The filters as n_mels x (nfft / 2 + 1). Their corners lie between bins, so a filter that is narrower than
/// a bin may be all 0. Throws ArgumentError unless sr > 0, 1 <= nfft <= longest_frame, 1 <= n_mels <= 2^16
/// and 0 <= fmin < fmax <= sr / 2, and MemoryError for more than memory can hold.
///
///     dsp::FrameArray<double> filters = dsp::mel_filters(22050, 2048, {.n_mels = 64});
inline FrameArray<double> mel_filters(double sr, Index nfft = 2048, const MelOptions& options = {}) {
    return detail::within_memory("mel_filters", [&] {
        const AlignedVector<double> weights = impl::mel_filter_weights(sr, nfft, options);
        return FrameArray<double>(
            Eigen::Map<const FrameArray<double>>(weights.data(), options.n_mels, nfft / 2 + 1));
    });
}

} // namespace pya::dsp

#endif
