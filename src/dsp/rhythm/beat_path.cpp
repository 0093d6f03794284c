// SPDX-License-Identifier: MIT
#include "dsp/rhythm/beat_path.hpp"

#include <algorithm>
#include <cmath>

namespace pya::dsp::impl {
namespace {

constexpr double tightness = 100; // cost of an interval: times the square of its logarithmic deviation

/// In units of the standard deviation, spread over a 32nd of the period.
std::vector<double> local_score(std::span<const float> strength, double period) {
    double sum = 0, squares = 0;
    for (const float s : strength) sum += s, squares += static_cast<double>(s) * s;
    const double n = static_cast<double>(strength.size());
    const double deviation = std::sqrt(std::max(squares / n - sum / n * (sum / n), 1e-30));
    std::vector<double> window;
    for (Index k = 0; k <= static_cast<Index>(period / 4); ++k) {
        const double x = 32 * static_cast<double>(k) / period;
        window.push_back(std::exp(-x * x / 2) / deviation);
    }
    const Index last = std::ssize(window) - 1;
    std::vector<double> score(strength.size());
    for (Index i = 0; i < std::ssize(score); ++i)
        for (Index k = std::max(-last, -i); k <= std::min(last, std::ssize(score) - 1 - i); ++k)
            score[static_cast<std::size_t>(i)] +=
                window[static_cast<std::size_t>(std::abs(k))] *
                static_cast<double>(strength[static_cast<std::size_t>(i + k)]);
    return score;
}

} // namespace

std::vector<Index> beat_path(std::span<const float> strength, double period) {
    std::vector<double> score = local_score(strength, period);
    const auto shortest = static_cast<Index>(std::nearbyint(period / 2));
    std::vector<double> reward;
    for (Index lag = shortest; lag <= static_cast<Index>(std::nearbyint(2 * period)); ++lag) {
        const double deviation = std::log(static_cast<double>(lag) / period);
        reward.push_back(-tightness * deviation * deviation);
    }
    const Index n = std::ssize(score);
    std::vector<Index> previous(score.size(), -1);
    for (Index i = shortest; i < n; ++i) {
        double most = 0;
        for (Index k = 0; k < std::min(std::ssize(reward), i - shortest + 1); ++k) {
            const double s =
                reward[static_cast<std::size_t>(k)] + score[static_cast<std::size_t>(i - shortest - k)];
            if (s <= most) continue;
            most = s;
            previous[static_cast<std::size_t>(i)] = i - shortest - k;
        }
        score[static_cast<std::size_t>(i)] += most;
    }
    const auto tail = score.begin() + std::max<Index>(0, n - static_cast<Index>(period));
    std::vector<Index> path;
    for (Index i = n == 0 ? -1 : std::max_element(tail, score.end()) - score.begin(); i >= 0;
         i = previous[static_cast<std::size_t>(i)])
        path.push_back(i);
    std::reverse(path.begin(), path.end());
    return path;
}

} // namespace pya::dsp::impl
