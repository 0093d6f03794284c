// SPDX-License-Identifier: MIT
#include "dsp/feature/mel_spectrum.hpp"

#include <pya/error.hpp>

#include <cmath>

namespace pya::dsp::impl {

MelSpectrum::MelSpectrum(const FeatureSetup& setup)
    : power_(setup.options.mel.power), values_(static_cast<std::size_t>(padded_bins(setup.bins()))),
      filters_(mel_bands(setup.sr, *setup.frames.nfft, setup.options.mel), setup.bins()) {
    if (!(power_ > 0 && std::isfinite(power_)))
        detail::fail("features: option mel.power is ", power_, "; it must be above 0");
    mel_.resize(static_cast<std::size_t>(setup.options.mel.n_mels));
}

std::span<const double> MelSpectrum::operator()(const FeatureFrame& frame) {
    const double* x = power_ == 2 ? frame.power.data() : frame.magnitudes.data();
    if (power_ != 1 && power_ != 2) {
        for (std::size_t k = 0; k < frame.magnitudes.size(); ++k)
            values_[k] = std::pow(frame.magnitudes[k], power_);
        x = values_.data();
    }
    filters_(x, mel_.data());
    return mel_;
}

} // namespace pya::dsp::impl
