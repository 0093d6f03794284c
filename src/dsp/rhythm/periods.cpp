// SPDX-License-Identifier: MIT
#include "dsp/rhythm/periods.hpp"

#include "dsp/rhythm/onset_bands.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace pya::dsp::impl {
namespace {

constexpr double slowest = 36, fastest = 260; // BPM
constexpr Index longest_lag = 720;            // frames, four periods of the slowest
constexpr Index trend_around = 50;            // frames at each side of a mean

std::size_t at_least_0(Index i) { return static_cast<std::size_t>(std::max<Index>(i, 0)); }

/// What exceeds the mean of a second.
std::vector<double> without_trend(std::span<const float> strength) {
    std::vector<double> sums{0};
    for (const float s : strength) sums.push_back(sums.back() + static_cast<double>(s));
    std::vector<double> y(strength.size());
    const Index n = std::ssize(y);
    for (Index i = 0; i < n; ++i) {
        const double sum =
            sums[at_least_0(std::min(i + trend_around + 1, n))] - sums[at_least_0(i - trend_around)];
        y[at_least_0(i)] =
            std::max(0.0, static_cast<double>(strength[at_least_0(i)]) - sum / (2 * trend_around + 1));
    }
    return y;
}

/// Smoothed over some 15 ms, so that what is not played in time agrees, and without mean.
std::vector<double> smoothed(const std::vector<double>& x) {
    std::array<double, 9> window{};
    double sum = 0;
    for (int k = -4; k <= 4; ++k) sum += window[at_least_0(k + 4)] = std::exp(-k * k / 4.5);
    std::vector<double> y(x.size());
    double mean = 0;
    for (Index i = 0; i < std::ssize(x); ++i) {
        for (Index k = std::max<Index>(-4, -i); k <= std::min<Index>(4, std::ssize(x) - 1 - i); ++k)
            y[at_least_0(i)] += window[at_least_0(k + 4)] / sum * x[at_least_0(i + k)];
        mean += y[at_least_0(i)];
    }
    mean /= static_cast<double>(x.size());
    for (double& v : y) v -= mean;
    return y;
}

} // namespace

Periods::Periods(std::span<const float> strength) {
    const std::vector<double> x = smoothed(without_trend(strength));
    const Index n = std::ssize(x);
    for (Index lag = 0; lag < std::min(longest_lag, n); ++lag) {
        double sum = 0;
        for (Index i = lag; i < n; ++i) sum += x[at_least_0(i)] * x[at_least_0(i - lag)];
        correlation_.push_back(sum / static_cast<double>(std::max(n - lag, n / 4)));
    }
    const double power = correlation_.empty() ? 0 : correlation_[0];
    if (!(power > 0)) correlation_.clear();
    for (double& c : correlation_) c /= power;
}

double Periods::at(double lag) const {
    const auto below = static_cast<std::size_t>(lag);
    if (below + 1 >= correlation_.size()) return 0;
    const double part = lag - static_cast<double>(below);
    return (1 - part) * correlation_[below] + part * correlation_[below + 1];
}

double Periods::strength(double bpm) const {
    const double period = 60 * OnsetBands::rate / bpm;
    return at(period) + 0.6 * at(2 * period) + 0.4 * at(4 * period);
}

std::vector<double> Periods::tempi(double likely) const {
    double best = likely, most = 0;
    for (double bpm = 40; bpm < 250; bpm *= 1.004) {
        const double octaves = std::log2(bpm / likely) / 0.9;
        const double thrice = 0.3 * at(3 * 60 * OnsetBands::rate / bpm);
        const double s = (strength(bpm) + thrice) * std::exp(-octaves * octaves / 2);
        if (s > most) best = bpm, most = s;
    }
    std::vector<double> found;
    if (most == 0) return found;
    for (const double ratio : {1 / 3.0, 1 / 2.0, 2 / 3.0, 3 / 4.0, 1.0, 4 / 3.0, 3 / 2.0, 2.0, 3.0}) {
        double tempo = 0, agreement = -1e9;
        for (int step = -10; step <= 10; ++step) {
            const double bpm = best * ratio * std::exp(0.004 * step);
            const double s = strength(bpm);
            if (s > agreement) tempo = bpm, agreement = s;
        }
        if (tempo >= slowest && tempo <= fastest) found.push_back(tempo);
    }
    return found;
}

} // namespace pya::dsp::impl
