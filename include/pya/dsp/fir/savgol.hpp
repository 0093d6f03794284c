// SPDX-License-Identifier: MIT
/// @file
/// Smoothing and differentiating by polynomials that are fitted to a moving window (Savitzky and Golay,
/// "Smoothing and differentiation of data by simplified least squares procedures", 1964). Reference:
/// scipy.signal.savgol_coeffs, scipy.signal.savgol_filter.
#ifndef PYA_DSP_FIR_SAVGOL_HPP
#define PYA_DSP_FIR_SAVGOL_HPP

#include <pya/dsp/block.hpp>
#include <pya/export.hpp>
#include <pya/memory.hpp>

#include <Eigen/Core>

#include <algorithm>
#include <optional>

namespace pya::dsp {

/// In which order savgol_coeffs gives its coefficients.
enum class SavgolUse {
    conv, ///< as the taps of a filter: that of the newest sample first
    dot,  ///< for a product with the samples of the window: that of the oldest sample first
};

/// Which coefficients savgol_coeffs gives.
struct SavgolCoeffsOptions {
    int deriv = 0;                            ///< which derivative, 0 for smoothing
    double delta = 1;                         ///< the time from a sample to the next, for derivatives
    std::optional<double> pos = std::nullopt; ///< where in the window, in [0, length); its centre if left out
    SavgolUse use = SavgolUse::conv;          ///< in which order
};

/// What savgol_filter takes for the samples beyond the ends.
enum class SavgolMode {
    interp,   ///< nothing: near an end it takes the polynomial of the last whole window
    mirror,   ///< the samples mirrored at the first and last one: d c b | a b c d | c b a
    constant, ///< `cval`
    nearest,  ///< the first or last sample
    wrap,     ///< the signal again: b c d | a b c d | a b c
};

/// How savgol_filter works.
struct SavgolOptions {
    int deriv = 0;                        ///< which derivative, 0 for smoothing
    double delta = 1;                     ///< the time from a sample to the next, for derivatives
    SavgolMode mode = SavgolMode::interp; ///< what is beyond the ends
    double cval = 0;                      ///< for SavgolMode::constant
};

namespace impl {
PYA_DSP_EXPORT void savgol_coeffs(Block<double> coefficients, int polyorder,
                                  const SavgolCoeffsOptions& options);
} // namespace impl

/// The weights of a window's samples in the value at `pos` (or the derivative there) of the polynomial that
/// fits them best by least squares. A derivative above the order is 0.
/// @throws ArgumentError for window_length outside [1, 65535]; polyorder outside [0, window_length); deriv <
/// 0; a delta that isn't finite or is 0; and pos outside the window.
inline Eigen::ArrayXd savgol_coeffs(Index window_length, int polyorder,
                                    const SavgolCoeffsOptions& options = {}) {
    return detail::within_memory("savgol_coeffs", [&] {
        Eigen::ArrayXd coefficients(std::max<Index>(window_length, 0));
        impl::savgol_coeffs(coefficients, polyorder, options);
        return coefficients;
    });
}

/// Smooths each channel of a signal, or takes its derivative, without delay: each sample of y is the value of
/// the polynomial of order `polyorder` that fits the `window_length` samples of x around it. In an even
/// window that is the value half a sample after it, in the middle of the window. y has x's shape and may be x
/// itself.
/// @throws ArgumentError as savgol_coeffs; for SavgolMode::interp and fewer samples than the window has; for
/// a cval that isn't finite; and when y has another shape than x.
PYA_DSP_EXPORT void savgol_filter_into(Block<const float> x, Block<float> y, Index window_length,
                                       int polyorder, const SavgolOptions& options = {});
PYA_DSP_EXPORT void savgol_filter_into(Block<const double> x, Block<double> y, Index window_length,
                                       int polyorder, const SavgolOptions& options = {});

} // namespace pya::dsp

#endif
