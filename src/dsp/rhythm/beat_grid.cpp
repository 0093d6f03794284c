// SPDX-License-Identifier: MIT
#include "dsp/rhythm/beat_grid.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace pya::dsp::impl {
namespace {

constexpr double tiny = 1e-9;

// The weights of a logistic regression.
constexpr double slow = -2.29, fast = -2.68;                   // a square of octaves from the likely tempo
constexpr double triplets = -4.04, sixteenths = -2.39;         // relative to the beats
constexpr double no_subdivision = -1.07, equal_middle = -2.68; // 0 to 1
constexpr double off_first_onset = -4.74;                      // a part of the period
constexpr double bass_on_beat = 4.77;                          // a part of all bass
constexpr double alternating = -2.90;                          // weaker to stronger beats
constexpr double repeated_pattern = 5.59, repeated_strength = 5.04;

double deviation(const std::vector<float>& x) {
    double sum = 0, squares = 0;
    for (const float v : x) sum += v, squares += static_cast<double>(v) * v;
    const double n = static_cast<double>(x.size());
    return std::sqrt(std::max(0.0, squares / n - sum / n * (sum / n)));
}

} // namespace

BeatGrid::BeatGrid(const OnsetBands& bands, const std::vector<double>& beats, double period, Index first)
    : bands_(bands), beats_(beats), period_(period), first_(first), count_(std::ssize(beats) - 1),
      total_(profile(bands.total)) {}

/// The largest strength within half a phase.
BeatGrid::Profile BeatGrid::profile(const std::vector<float>& strength) const {
    const Index near = std::clamp<Index>(static_cast<Index>(std::nearbyint(period_ / 24)), 1, 4);
    const Index last = std::ssize(strength) - 1;
    Profile p;
    for (std::size_t beat = 0; beat + 1 < beats_.size(); ++beat)
        for (Index phase = 0; phase < phases; ++phase) {
            const double part = static_cast<double>(phase) / static_cast<double>(phases);
            const double place = beats_[beat] + part * (beats_[beat + 1] - beats_[beat]);
            const Index centre = std::clamp<Index>(static_cast<Index>(std::nearbyint(place)), 0, last);
            const auto begin = strength.begin() + std::max<Index>(0, centre - near);
            const auto end = strength.begin() + std::min(last, centre + near) + 1;
            p.push_back(static_cast<double>(*std::max_element(begin, end)));
        }
    return p;
}

std::vector<double> BeatGrid::mean(const Profile& p) const {
    std::vector<double> m(phases);
    for (std::size_t i = 0; i < p.size(); ++i) m[i % phases] += p[i] / static_cast<double>(count_);
    return m;
}

/// Weaker to stronger of the odd and even beats.
double BeatGrid::alternation() const {
    std::array<double, 2> sum{};
    for (Index beat = 0; beat < count_; ++beat)
        sum[static_cast<std::size_t>(beat % 2)] += total_[static_cast<std::size_t>(beat * phases)];
    const double even = sum[0] / static_cast<double>((count_ + 1) / 2);
    const double odd = sum[1] / static_cast<double>(count_ / 2);
    return std::min(even, odd) / (std::max(even, odd) + tiny);
}

/// How much of the bass is on the beats.
double BeatGrid::bass() const {
    const std::vector<double> low = mean(profile(bands_.group[0]));
    const double floor =
        0.05 * std::accumulate(total_.begin(), total_.end(), 0.0) / static_cast<double>(total_.size());
    const double all = std::accumulate(low.begin(), low.end(), 0.0) + static_cast<double>(phases) * floor;
    return (low[0] + floor) / (all + tiny);
}

/// How similar the patterns of all groups are so many beats apart.
double BeatGrid::repetition(Index beats) const {
    if (count_ <= beats) return 0;
    constexpr Index width = phases * OnsetBands::groups;
    std::vector<double> patterns(static_cast<std::size_t>(count_ * width));
    for (Index g = 0; g < OnsetBands::groups; ++g) {
        const std::vector<float>& group = bands_.group[static_cast<std::size_t>(g)];
        const double scale = deviation(group) + 0.02;
        const Profile p = profile(group);
        for (Index i = 0; i < std::ssize(p); ++i)
            patterns[static_cast<std::size_t>(i / phases * width + g * phases + i % phases)] =
                p[static_cast<std::size_t>(i)] / scale;
    }
    const auto product = [&](Index a, Index b) {
        const auto first = patterns.begin() + a * width;
        return std::inner_product(first, first + width, patterns.begin() + b * width, 0.0);
    };
    double sum = 0;
    for (Index b = 0; b + beats < count_; ++b) {
        const double lengths =
            (std::sqrt(product(b, b)) + 1e-3) * (std::sqrt(product(b + beats, b + beats)) + 1e-3);
        sum += product(b, b + beats) / lengths;
    }
    return sum / static_cast<double>(count_ - beats);
}

double BeatGrid::plausibility(const Periods& periods, double likely) const {
    const std::vector<double> at = mean(total_);
    const auto relative = [&](double strength) { return std::min(1.5, strength / (at[0] + tiny)); };
    const double middle = relative(at[6]), third = relative((at[4] + at[8]) / 2),
                 quarter = relative((at[3] + at[9]) / 2), swung = relative(at[8]);
    const double octaves = std::log2(60 * OnsetBands::rate / period_ / likely);
    const double lead = (static_cast<double>(first_) - beats_[0]) / period_;
    return (octaves < 0 ? slow : fast) * octaves * octaves + triplets * third + sixteenths * quarter +
           no_subdivision * std::max(0.0, 1 - std::max({middle, third, swung, quarter}) / 0.15) +
           equal_middle * std::clamp((middle - 0.7) / 0.3, 0.0, 1.0) +
           off_first_onset * std::abs(lead - std::nearbyint(lead)) + bass_on_beat * bass() +
           alternating * alternation() + repeated_pattern * repetition(4) +
           repeated_strength * periods.at(3 * period_);
}

double BeatGrid::regularity() const {
    const double n = static_cast<double>(total_.size());
    const double mean = std::accumulate(total_.begin(), total_.end(), 0.0) / n;
    const auto centred = [&](std::size_t i) { return std::min(total_[i], 4 * mean) - mean; };
    double power = 0, sum = 0;
    for (std::size_t i = 0; i < total_.size(); ++i) power += centred(i) * centred(i) / n;
    for (std::size_t i = phases; i < total_.size(); ++i) sum += centred(i) * centred(i - phases);
    return std::min(1.0, sum / (n - phases) / (power + tiny));
}

} // namespace pya::dsp::impl
