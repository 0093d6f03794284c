// SPDX-License-Identifier: MIT
#include <pya/dsp/rhythm/onset_detect.hpp>

#include <pya/dsp/rhythm/peaks.hpp>
#include <pya/error.hpp>

#include "dsp/rhythm/checks.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace pya::dsp {
namespace {

/// From 0 to 1.
std::vector<double> normalized(std::span<const double> envelope) {
    std::vector<double> x(envelope.begin(), envelope.end());
    const auto [least, most] = std::minmax_element(envelope.begin(), envelope.end());
    const double range = *most - *least + std::numeric_limits<double>::min();
    for (double& value : x) value = (value - *least) / range;
    return x;
}

} // namespace

std::vector<Index> onset_detect(std::span<const double> envelope, double sr,
                                const OnsetDetectOptions& options) {
    impl::check_frame_rate("onset_detect", sr, options.stride);
    const auto whole_frames = [&](double seconds) { // exact where the quotient is next to a whole number
        const double samples = seconds * sr, stride = static_cast<double>(options.stride);
        return std::nearbyint((samples - std::fmod(samples, stride)) / stride);
    };
    const PeakPickOptions peaks{.pre_max = options.pre_max.value_or(whole_frames(0.03)),
                                .post_max = options.post_max.value_or(1),
                                .pre_avg = options.pre_avg.value_or(whole_frames(0.1)),
                                .post_avg = options.post_avg.value_or(whole_frames(0.1) + 1),
                                .delta = options.delta,
                                .wait = options.wait.value_or(whole_frames(0.03))};
    const bool usable =
        std::all_of(envelope.begin(), envelope.end(), [](double x) { return std::isfinite(x); });
    std::vector<double> x(usable ? envelope.size() : 0);
    if (!x.empty())
        x = options.normalize ? normalized(envelope) : std::vector<double>(envelope.begin(), envelope.end());
    const std::vector<Index> onsets = peak_pick(x, peaks);
    return options.backtrack ? onset_backtrack(onsets, x) : onsets;
}

std::vector<Index> onset_backtrack(std::span<const Index> events, std::span<const double> energy) {
    std::vector<Index> moved;
    for (const Index event : events) {
        if (event < 0)
            detail::fail("onset_backtrack: argument events has ", event, "; they must be 0 or more");
        Index i = std::min(event, std::ssize(energy) - 2);
        const auto at = [&](Index k) { return energy[static_cast<std::size_t>(k)]; };
        while (i > 0 && !(at(i) <= at(i - 1) && at(i) < at(i + 1))) --i;
        moved.push_back(std::max<Index>(i, 0));
    }
    return moved;
}

} // namespace pya::dsp
