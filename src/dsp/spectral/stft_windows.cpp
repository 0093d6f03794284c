// SPDX-License-Identifier: MIT
#include "dsp/spectral/stft_windows.hpp"

#include <pya/dsp/spectral/stft.hpp>
#include <pya/error.hpp>

#include <cmath>

namespace pya::dsp {

double impl::sum_of(const AlignedVector<double>& values) {
    return Eigen::Map<const Eigen::ArrayXd>(values.data(), std::ssize(values)).sum();
}

AlignedVector<double> impl::analysis_window(const StftOptions& options) {
    AlignedVector<double> w = window_samples(options.window, options.nperseg);
    const double sum = std::abs(sum_of(w));
    if (!(sum > 0)) detail::fail("stft: window '", options.window.name, "' sums to ", sum, "; it must not");
    for (double& value : w) value /= sum;
    return w;
}

AlignedVector<double> impl::synthesis_window(const StftOptions& options) {
    if (!check_NOLA(options))
        detail::fail("istft: window '", options.window.name, "' with nperseg ", options.nperseg,
                     " and noverlap ", *options.noverlap,
                     " leaves samples without weight; the overlap must be larger");
    AlignedVector<double> w = window_samples(options.window, options.nperseg);
    const double sum = std::abs(sum_of(w));
    for (double& value : w) value *= sum;
    return w;
}

bool check_NOLA(const StftOptions& options, double tol) {
    const StftOptions used = resolve(options);
    const AlignedVector<double> w = impl::window_samples(used.window, used.nperseg);
    const auto step = static_cast<std::size_t>(used.nperseg - *used.noverlap);
    for (std::size_t j = 0; j < step; ++j) {
        double sum = 0;
        for (std::size_t i = j; i < w.size(); i += step) sum += w[i] * w[i];
        if (!(sum > tol)) return false;
    }
    return true;
}

} // namespace pya::dsp
