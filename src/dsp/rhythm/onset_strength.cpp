// SPDX-License-Identifier: MIT
#include <pya/dsp/rhythm/onset_strength.hpp>

#include <pya/dsp/feature/decibels.hpp>
#include <pya/dsp/feature/feature_analyser.hpp>
#include <pya/error.hpp>

#include "dsp/rhythm/aggregate.hpp"

#include <algorithm>
#include <span>

namespace pya::dsp {
namespace {

using detail::fail;

std::vector<Index> checked_groups(const OnsetStrengthOptions& options, Index bands) {
    const auto check = [](const char* option, Index value) {
        if (value < 1 || value >= Index{1} << 48)
            fail("onset_strength: option ", option, " is ", value, "; it must be 1 or more, and below 2^48");
    };
    check("lag", options.lag);
    check("max_size", options.max_size);
    if (options.groups.empty()) return {0, bands};
    const std::vector<Index>& edges = options.groups;
    if (edges.size() < 2) fail("onset_strength: option groups has one value; it must have 2 or more");
    for (std::size_t i = 0; i < edges.size(); ++i)
        if (edges[i] < 0 || edges[i] > bands || (i > 0 && edges[i] <= edges[i - 1]))
            fail("onset_strength: option groups has ", edges[i], " as its value ", i,
                 "; they must ascend from 0 or more to ", bands, " or less");
    return edges;
}

/// The largest of `size` neighbours of each value.
void loudest_near(std::span<const double> x, Index size, std::vector<double>& most) {
    const Index n = std::ssize(x);
    for (Index i = 0; i < n; ++i) {
        const Index first = std::max<Index>(i - size / 2, 0), last = std::min(i - size / 2 + size, n);
        most[static_cast<std::size_t>(i)] = *std::max_element(x.begin() + first, x.begin() + last);
    }
}

/// Takes out what changes slowly: a difference that is summed up again with a leak.
void detrend(double* envelope, Index frames, Index stride) {
    double before = 0, trend = 0;
    for (Index t = 0; t < frames; ++t) {
        double& value = envelope[t * stride];
        trend = value - before + 0.99 * trend;
        before = value;
        value = trend;
    }
}

template <class T>
std::vector<double> of_signal(Block<const T> sig, double sr, const OnsetStrengthOptions& options) {
    FeatureTable mel = features(sig, sr, {"mel"}, options.frames, {.mel = options.mel});
    power_to_db(mel.values, mel.values);
    const Index bands = std::ssize(mel.columns), channels = sig.channels();
    std::vector<double> all;
    for (Index c = 0; c < channels; ++c) {
        const Block<const double> decibels(mel.values.data() + c * bands, bands, mel.frames,
                                           channels * bands);
        const std::vector<double> one = onset_strength(decibels, options);
        const Index groups = options.groups.empty() ? 1 : std::ssize(options.groups) - 1;
        all.resize(static_cast<std::size_t>(mel.frames * channels * groups));
        for (Index t = 0; t < mel.frames; ++t)
            std::copy_n(one.begin() + t * groups, groups, all.begin() + (t * channels + c) * groups);
    }
    return all;
}

} // namespace

std::vector<double> onset_strength(Block<const double> decibels, const OnsetStrengthOptions& options) {
    const Index bands = decibels.samples(), frames = decibels.channels();
    if (bands < 1) fail("onset_strength: argument decibels has no bands; it must have at least 1");
    const std::vector<Index> edges = checked_groups(options, bands);
    const FrameOptions cut = resolve(options.frames);
    const Index groups = std::ssize(edges) - 1;
    const Index later = options.lag + (options.center ? *cut.nfft / (2 * cut.stride) : 0);
    std::vector<double> envelope(static_cast<std::size_t>(frames * groups));
    std::vector<double> before(static_cast<std::size_t>(bands)), rises(before.size());
    for (Index t = later; t < frames; ++t) {
        const auto now = decibels.channel(t - later + options.lag);
        loudest_near(decibels.channel(t - later), options.max_size, before);
        for (std::size_t b = 0; b < rises.size(); ++b) {
            const double rise = now[b] - before[b];
            rises[b] = rise < 0 ? 0 : rise;
        }
        for (Index g = 0; g < groups; ++g)
            envelope[static_cast<std::size_t>(t * groups + g)] =
                impl::aggregate({rises.data() + edges[static_cast<std::size_t>(g)],
                                 rises.data() + edges[static_cast<std::size_t>(g) + 1]},
                                options.aggregate);
    }
    for (Index g = 0; g < groups && options.detrend; ++g) detrend(envelope.data() + g, frames, groups);
    return envelope;
}

std::vector<double> onset_strength(Block<const float> sig, double sr, const OnsetStrengthOptions& options) {
    return of_signal(sig, sr, options);
}
std::vector<double> onset_strength(Block<const double> sig, double sr, const OnsetStrengthOptions& options) {
    return of_signal(sig, sr, options);
}

} // namespace pya::dsp
