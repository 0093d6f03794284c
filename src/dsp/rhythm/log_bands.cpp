// SPDX-License-Identifier: MIT
#include <pya/dsp/rhythm/log_bands.hpp>

#include <algorithm>
#include <cmath>

namespace pya::dsp::impl {
namespace {

Index even(double samples) { return std::max<Index>(2, 2 * static_cast<Index>(std::nearbyint(samples / 2))); }

std::vector<double> periodic_hann(Index samples) {
    constexpr double tau = 6.283185307179586477;
    std::vector<double> window(static_cast<std::size_t>(samples));
    for (std::size_t i = 0; i < window.size(); ++i)
        window[i] = 0.5 - 0.5 * std::cos(tau * static_cast<double>(i) / static_cast<double>(samples));
    return window;
}

std::vector<Index> band_edges(double sr, Index samples, int bands_per_octave, double fmin) {
    std::vector<Index> edges;
    const double last = std::min(16000.0, sr / 2);
    for (int k = 0;; ++k) {
        const double freq = fmin * std::exp2(static_cast<double>(k) / bands_per_octave);
        const auto bin = static_cast<Index>(std::nearbyint(freq * static_cast<double>(samples) / sr));
        if (freq > last || bin >= samples / 2) break;
        if (edges.empty() || bin > edges.back()) edges.push_back(bin);
    }
    while (edges.size() < 3) edges.push_back(edges.empty() ? 0 : edges.back() + 1);
    return edges;
}

} // namespace

template <class T>
LogBands<T>::LogBands(double sr, Seconds window, int bands_per_octave, double fmin, double gain)
    : sr_(sr), samples_(even(window.value * sr)), gain_(static_cast<T>(gain)),
      edges_(band_edges(sr, samples_, bands_per_octave, fmin)),
      transform_(periodic_hann(samples_), samples_, Detrend::off, true),
      magnitudes_(static_cast<std::size_t>(transform_.bins())) {}

template <class T>
double LogBands<T>::peak(Index band) const {
    return static_cast<double>(edges_[static_cast<std::size_t>(band + 1)]) * sr_ /
           static_cast<double>(samples_);
}

template <class T>
void LogBands<T>::operator()(const T* segment, float* levels) {
    const auto spectrum = transform_(segment);
    for (std::size_t k = 0; k < magnitudes_.size(); ++k)
        magnitudes_[k] = std::sqrt(std::norm(spectrum[static_cast<Index>(k)]));
    const auto at = [&](Index bin) { return magnitudes_[static_cast<std::size_t>(bin)]; };
    for (std::size_t band = 0; band + 2 < edges_.size(); ++band) {
        const Index left = edges_[band], centre = edges_[band + 1], right = edges_[band + 2];
        T rising = 0, falling = 0;
        for (Index k = left + 1; k < centre; ++k) rising += static_cast<T>(k - left) * at(k);
        for (Index k = centre; k < right; ++k) falling += static_cast<T>(right - k) * at(k);
        const T sum = rising / static_cast<T>(centre - left) + falling / static_cast<T>(right - centre);
        levels[band] = std::log10(1 + static_cast<float>(gain_ * sum));
    }
}

template class LogBands<float>;
template class LogBands<double>;

} // namespace pya::dsp::impl
