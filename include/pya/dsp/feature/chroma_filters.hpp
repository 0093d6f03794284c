// SPDX-License-Identifier: MIT
/// @file
/// Filters that fold a spectrum into the classes of pitch of one octave, with librosa's numbers.
#ifndef PYA_DSP_FEATURE_CHROMA_FILTERS_HPP
#define PYA_DSP_FEATURE_CHROMA_FILTERS_HPP

#include <pya/dsp/aligned.hpp>
#include <pya/dsp/segment/frames.hpp>
#include <pya/export.hpp>
#include <pya/memory.hpp>

#include <limits>
#include <optional>

namespace pya::dsp {

/// Parameters of chroma. Defaults are librosa's.
struct ChromaOptions {
    Index n_chroma = 12;                ///< classes an octave, 1 to 2^10
    std::optional<double> tuning = {};  ///< of the signal, in classes; estimated from all of it if left out
    double ctroct = 5;                  ///< the octave above 27.5 Hz that counts most
    std::optional<double> octwidth = 2; ///< octaves to a weight of exp(-1/2); all count alike without it
    bool base_c = true;                 ///< the first class is C, otherwise A
    std::optional<double> filter_norm = 2;                                ///< p-norm of the weights of a bin
    std::optional<double> norm = std::numeric_limits<double>::infinity(); ///< p-norm of a frame
};

namespace impl {
PYA_DSP_EXPORT AlignedVector<double> chroma_weights(double sr, Index nfft, const ChromaOptions& options);
}

/// The filters as n_chroma x (nfft / 2 + 1); without a tuning it is 0 (D. Ellis, "Chroma feature analysis and
/// synthesis"). Throws ArgumentError unless sr > 0, 2 <= nfft <= longest_frame, 1 <= n_chroma <= 2^10, tuning
/// and ctroct are finite, octwidth > 0 and the norms are above 0, and MemoryError for more than memory can
/// hold.
///
///     dsp::FrameArray<double> filters = dsp::chroma_filters(22050, 4096);
inline FrameArray<double> chroma_filters(double sr, Index nfft = 2048, const ChromaOptions& options = {}) {
    return detail::within_memory("chroma_filters", [&] {
        const AlignedVector<double> weights = impl::chroma_weights(sr, nfft, options);
        return FrameArray<double>(
            Eigen::Map<const FrameArray<double>>(weights.data(), options.n_chroma, nfft / 2 + 1));
    });
}

} // namespace pya::dsp

#endif
