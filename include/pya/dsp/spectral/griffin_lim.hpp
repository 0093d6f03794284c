// SPDX-License-Identifier: MIT
/// @file
/// Finds the phases of a short-time transform of which only the magnitudes are known.
#ifndef PYA_DSP_SPECTRAL_GRIFFIN_LIM_HPP
#define PYA_DSP_SPECTRAL_GRIFFIN_LIM_HPP

#include <pya/dsp/spectral/griffin_lim_options.hpp>
#include <pya/dsp/spectral/stft.hpp>
#include <pya/export.hpp>

#include <complex>

namespace pya::dsp {

namespace impl {

/// Throws ArgumentError for options out of range. `function` is the caller's, for the message.
PYA_DSP_EXPORT void check_griffin_lim(const char* function, const GriffinLimOptions& options);

/// Gives the bins x frames of one channel their phases. `used` are the resolved options of the transform of
/// `samples` samples.
PYA_DSP_EXPORT void griffin_lim_in_place(Block<std::complex<float>> bins, Index samples,
                                         const StftOptions& used, const GriffinLimOptions& options);
PYA_DSP_EXPORT void griffin_lim_in_place(Block<std::complex<double>> bins, Index samples,
                                         const StftOptions& used, const GriffinLimOptions& options);

template <class T>
StftResult<T> griffin_lim(StftResult<T> transform, const GriffinLimOptions& options) {
    check_griffin_lim("griffin_lim", options);
    for (auto& channel : transform.channels)
        griffin_lim_in_place(channel, transform.samples, transform.options, options);
    return transform;
}

} // namespace impl

/// The transform with the magnitudes of its bins and phases that suit them: it goes to a signal and back
/// again and again, each time with the magnitudes as they were (Griffin and Lim 1984), and with a step
/// further in the direction of the last change (Perraudin, Balazs and Søndergaard 2013), as
/// librosa.griffinlim. istft() of the result is the signal. What is wrong with it falls as frames overlap
/// more; noverlap should be at least 3/4 of nperseg. A NaN or infinity spreads over all frames. Detrending is
/// left out. Throws ArgumentError for options out of range, where check_NOLA is false, and for channels of
/// another size than a signal of transform.samples has.
///
///     dsp::StftResult<float> transform = dsp::stft(sig, sr, {.nperseg = 1024, .noverlap = 768});
///     for (auto& bins : transform.channels) bins = bins.abs().cast<std::complex<float>>();
///     Eigen::ArrayXXf again = dsp::istft(dsp::griffin_lim(transform));
template <class T = float>
StftResult<T> griffin_lim(StftResult<float> transform, const GriffinLimOptions& options = {}) {
    return impl::griffin_lim<T>(std::move(transform), options);
}
template <class T = double>
StftResult<T> griffin_lim(StftResult<double> transform, const GriffinLimOptions& options = {}) {
    return impl::griffin_lim<T>(std::move(transform), options);
}

} // namespace pya::dsp

#endif
