// SPDX-License-Identifier: MIT
/// @file
/// The spectrum of a short window in logarithmic bands, as onset detectors look at it.
#ifndef PYA_DSP_RHYTHM_LOG_BANDS_HPP
#define PYA_DSP_RHYTHM_LOG_BANDS_HPP

#include <pya/dsp/spectral/frame_transform.hpp>
#include <pya/export.hpp>
#include <pya/units.hpp>

#include <algorithm>
#include <vector>

namespace pya::dsp::impl {

/// Triangular bands, evenly spaced in octaves, of the magnitudes under a Hann window; each is log10(1 + sum).
/// Bands that would lie within one bin are one.
template <class T>
class PYA_DSP_EXPORT LogBands {
public:
    /// Bands from fmin to 16 kHz or half of the rate. Magnitudes are multiplied by `gain`.
    LogBands(double sr, Seconds window, int bands_per_octave, double fmin, double gain);

    Index samples() const { return samples_; } ///< of a segment, an even number
    Index bands() const { return std::ssize(edges_) - 2; }
    double peak(Index band) const; ///< where a band peaks, in Hz

    /// The bands of samples() samples.
    void operator()(const T* segment, float* levels);

private:
    double sr_;
    Index samples_;
    T gain_;
    std::vector<Index> edges_; // bins: each band rises, peaks and falls at three neighbours
    FrameTransform<T> transform_;
    std::vector<T> magnitudes_;
};

/// How far a band has risen above what it and its neighbours were before: a glide is no onset.
inline float rise(const float* now, const float* then, Index band, Index bands) {
    const float largest =
        std::max({then[std::max<Index>(band - 1, 0)], then[band], then[std::min(band + 1, bands - 1)]});
    return std::max(0.0f, now[band] - largest);
}

extern template class LogBands<float>;
extern template class LogBands<double>;

} // namespace pya::dsp::impl

#endif
