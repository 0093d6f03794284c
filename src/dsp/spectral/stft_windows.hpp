// SPDX-License-Identifier: MIT
// The windows of a short-time transform and of its inverse; the options are resolved ones.
#ifndef PYA_SRC_DSP_SPECTRAL_STFT_WINDOWS_HPP
#define PYA_SRC_DSP_SPECTRAL_STFT_WINDOWS_HPP

#include <pya/dsp/spectral/stft_options.hpp>

namespace pya::dsp::impl {

/// The sum of some values.
double sum_of(const AlignedVector<double>& values);

/// The window, scaled to make the bins amplitudes. Throws ArgumentError where it sums to 0.
AlignedVector<double> analysis_window(const StftOptions& options);

/// The window of the inverse, which also undoes the scaling of analysis_window. Throws ArgumentError where
/// check_NOLA is false.
AlignedVector<double> synthesis_window(const StftOptions& options);

} // namespace pya::dsp::impl

#endif
