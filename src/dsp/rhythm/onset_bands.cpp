// SPDX-License-Identifier: MIT
#include "dsp/rhythm/onset_bands.hpp"

#include <pya/dsp/rhythm/log_bands.hpp>

#include "dsp/rhythm/channel_mean.hpp"

#include <algorithm>
#include <cmath>

namespace pya::dsp::impl {
namespace {

template <class T>
std::vector<Index> groups_of(const LogBands<T>& bands) {
    std::vector<Index> groups;
    for (Index b = 0; b < bands.bands(); ++b) {
        const double hz = bands.peak(b);
        groups.push_back((hz >= 200) + (hz >= 800) + (hz >= 3000));
    }
    return groups;
}

} // namespace

template <class T>
OnsetBands onset_bands(Block<const T> x, double sr) {
    OnsetBands result;
    const T peak = peak_of_mean(x);
    if (!(peak > 0)) return result;
    LogBands<T> bands(sr, 2048 / 44100.0, 24, 27.5, 0.5 / static_cast<double>(peak) * 44100 / sr);
    const std::vector<Index> groups = groups_of(bands);
    const Index half = bands.samples() / 2;
    std::vector<T> segment(static_cast<std::size_t>(bands.samples()));
    std::vector<float> now(groups.size()), then(groups.size());
    for (Index frame = 0;; ++frame) {
        const auto begin =
            static_cast<Index>(std::nearbyint(static_cast<double>(frame) * sr / OnsetBands::rate)) - half;
        if (begin + bands.samples() > x.samples()) break;
        for (Index i = 0; i < bands.samples(); ++i)
            segment[static_cast<std::size_t>(i)] = begin + i < 0 ? T(0) : channel_mean(x, begin + i);
        bands(segment.data(), now.data());
        std::array<float, OnsetBands::groups> rises{};
        for (std::size_t b = 0; b < groups.size(); ++b)
            rises[static_cast<std::size_t>(groups[b])] +=
                rise(now.data(), then.data(), static_cast<Index>(b), bands.bands());
        for (std::size_t g = 0; g < rises.size(); ++g) result.group[g].push_back(rises[g]);
        result.total.push_back(2 * rises[0] + rises[1] + rises[2] + rises[3]);
        std::swap(now, then);
    }
    return result;
}

template OnsetBands onset_bands(Block<const float>, double);
template OnsetBands onset_bands(Block<const double>, double);

} // namespace pya::dsp::impl
