// SPDX-License-Identifier: MIT
#include "dsp/pitch/decimator.hpp"

#include "simd/run.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

namespace pya::dsp::impl {
namespace {

constexpr Index tap_lanes = 16;
constexpr Index zero_crossings = 12; // of the sinc on either side
constexpr double cutoff = 0.92;      // of the new Nyquist frequency

/// Sixteen sums side by side, so that the order of the additions is the same on all machines.
PYA_INLINE float dot_of_lanes(const float* x, const float* h, Index n) {
    float sums[tap_lanes] = {};
    for (Index i = 0; i < n; i += tap_lanes)
        for (Index j = 0; j < tap_lanes; ++j) sums[j] += x[i + j] * h[i + j];
    for (Index width = tap_lanes / 2; width > 0; width /= 2)
        for (Index j = 0; j < width; ++j) sums[j] += sums[j + width];
    return sums[0];
}

} // namespace

DecimationFilter::DecimationFilter(Index factor)
    : factor_(factor), reach_(factor == 1 ? 0 : zero_crossings * factor) {
    std::vector<double> taps;
    for (Index i = -reach_; i <= reach_; ++i) {
        const double x = std::numbers::pi * cutoff * static_cast<double>(i) / static_cast<double>(factor);
        const double hann =
            0.5 + 0.5 * std::cos(std::numbers::pi * static_cast<double>(i) / static_cast<double>(reach_ + 1));
        taps.push_back(hann * (i == 0 ? 1 : std::sin(x) / x));
    }
    const double sum = std::accumulate(taps.begin(), taps.end(), 0.0);
    taps_.resize(factor == 1 ? 1 : (taps.size() + tap_lanes - 1) / tap_lanes * tap_lanes);
    std::transform(taps.begin(), taps.end(), taps_.begin(),
                   [&](double tap) { return static_cast<float>(tap / sum); });
}

float DecimationFilter::operator()(const float* x) const {
    return factor_ == 1 ? x[0] : simd::run<dot_of_lanes>(x, taps_.data(), taps());
}

Decimator::Decimator(const DecimationFilter& filter)
    : memory_(static_cast<std::size_t>(2 * filter.taps() + 1024 * filter.factor())) {
    reset(filter);
}

void Decimator::reset(const DecimationFilter& filter) {
    held_ = filter.behind();
    start_ = 0;
    std::fill(memory_.begin(), memory_.end(), 0.0f);
}

template <class T>
Index Decimator::process(const DecimationFilter& filter, const T* x, Index n, float* out) {
    Index made = 0;
    while (n > 0) {
        const Index count = std::min(n, std::ssize(memory_) - filter.taps() - held_);
        float* const to = memory_.data() + held_;
        if (x) {
            for (Index i = 0; i < count; ++i) to[i] = static_cast<float>(x[i]);
            x += count;
        } else {
            std::fill_n(to, count, 0.0f);
        }
        n -= count;
        held_ += count;
        for (; start_ + filter.taps() <= held_; start_ += filter.factor())
            out[made++] = filter(memory_.data() + start_);
        const Index passed = std::min(start_, held_);
        std::copy(memory_.begin() + passed, memory_.begin() + held_, memory_.begin());
        held_ -= passed;
        start_ -= passed;
    }
    return made;
}

template Index Decimator::process(const DecimationFilter&, const float*, Index, float*);
template Index Decimator::process(const DecimationFilter&, const double*, Index, float*);

} // namespace pya::dsp::impl
