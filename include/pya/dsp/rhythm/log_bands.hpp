// SPDX-License-Identifier: MIT
/// @file
/// The spectrum of a short window in logarithmic bands, as onset detectors look at it.
#ifndef PYA_DSP_RHYTHM_LOG_BANDS_HPP
#define PYA_DSP_RHYTHM_LOG_BANDS_HPP

#include <pya/dsp/spectral/frame_transform.hpp>
#include <pya/export.hpp>
#include <pya/units.hpp>

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

    /// The bands of samples() samples.
    void operator()(const T* segment, float* levels);

private:
    Index samples_;
    T gain_;
    std::vector<Index> edges_; // bins: each band rises, peaks and falls at three neighbours
    FrameTransform<T> transform_;
    std::vector<T> magnitudes_;
};

extern template class LogBands<float>;
extern template class LogBands<double>;

} // namespace pya::dsp::impl

#endif
