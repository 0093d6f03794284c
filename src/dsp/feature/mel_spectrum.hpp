// SPDX-License-Identifier: MIT
// The mel spectrum of a frame, which several features read.
#ifndef PYA_SRC_DSP_FEATURE_MEL_SPECTRUM_HPP
#define PYA_SRC_DSP_FEATURE_MEL_SPECTRUM_HPP

#include "dsp/feature/band_filters.hpp"
#include "dsp/feature/feature.hpp"

namespace pya::dsp::impl {

class MelSpectrum {
public:
    /// Throws ArgumentError for options out of range.
    explicit MelSpectrum(const FeatureSetup& setup);

    FrameNeeds needs() const { return {.power = true, .magnitudes = power_ != 2}; }
    /// Its n_mels values, valid until the next call.
    std::span<const double> operator()(const FeatureFrame& frame);

private:
    double power_;
    AlignedVector<double> values_, mel_; // values_: magnitudes to that power, then zeros
    BandFilters filters_;
};

} // namespace pya::dsp::impl

#endif
