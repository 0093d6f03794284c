// SPDX-License-Identifier: MIT
#include <pya/dsp/rhythm/beat_track.hpp>

#include <pya/dsp/rhythm/peaks.hpp>
#include <pya/dsp/rhythm/tempo.hpp>

#include "dsp/rhythm/aggregate.hpp"
#include "dsp/rhythm/checks.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace pya::dsp {
namespace {

using detail::fail;

constexpr double longest_beat = 1 << 22; // frames

/// The middle of the convolution of x with an odd number of weights.
std::vector<double> convolved(const std::vector<double>& x, const std::vector<double>& weights) {
    const Index reach = std::ssize(weights) / 2, n = std::ssize(x);
    std::vector<double> y(x.size());
    for (Index i = 0; i < n; ++i)
        for (Index k = std::max(-reach, -i); k <= std::min(reach, n - 1 - i); ++k)
            y[static_cast<std::size_t>(i)] +=
                weights[static_cast<std::size_t>(reach - k)] * x[static_cast<std::size_t>(i + k)];
    return y;
}

/// The envelope in units of its standard deviation, spread over a 32nd of the period.
std::vector<double> local_scores(std::span<const double> envelope, Index period) {
    std::vector<double> x(envelope.begin(), envelope.end());
    const auto n = static_cast<double>(x.size());
    const double mean = std::accumulate(x.begin(), x.end(), 0.) / n;
    double squares = 0;
    for (const double value : x) squares += (value - mean) * (value - mean);
    const double deviation = std::sqrt(squares / (n - 1));
    if (deviation > 0)
        for (double& value : x) value /= deviation;
    std::vector<double> bell;
    for (Index k = -period; k <= period; ++k) {
        const double z = 32 * static_cast<double>(k) / static_cast<double>(period);
        bell.push_back(std::exp(-z * z / 2));
    }
    return convolved(x, bell);
}

/// For each frame the score of the best path that ends there, and the frame before it on that path.
struct Paths {
    std::vector<double> scores;
    std::vector<Index> before; // -1 for none
};

Paths best_paths(const std::vector<double>& local, Index period, double tightness) {
    const Index farthest = 2 * period,
                nearest = static_cast<Index>(std::nearbyint(static_cast<double>(period) / 2));
    std::vector<double> cost;
    for (Index lag = farthest; lag >= std::max<Index>(nearest, 1); --lag) {
        const double deviation = std::log(static_cast<double>(lag) / static_cast<double>(period));
        cost.push_back(-tightness * deviation * deviation);
    }
    const double weak = 0.01 * *std::max_element(local.begin(), local.end());
    Paths paths;
    bool begun = false;
    for (Index i = 0; i < std::ssize(local); ++i) {
        Index best = i - farthest;
        double most = -INFINITY;
        for (Index k = 0; k < std::ssize(cost); ++k) {
            const Index from = i - farthest + k;
            const double score = cost[static_cast<std::size_t>(k)] +
                                 (from < 0 ? 0 : paths.scores[static_cast<std::size_t>(from)]);
            if (score > most) {
                most = score;
                best = from;
            }
        }
        const double here = local[static_cast<std::size_t>(i)];
        paths.scores.push_back(here + most);
        begun = begun || !(here < weak);
        paths.before.push_back(begun ? best : -1);
    }
    return paths;
}

/// The last peak of the scores that is not far below the others; -1 if there is none.
Index last_beat(const std::vector<double>& scores) {
    const std::vector<bool> peak = localmax(scores);
    std::vector<double> heights;
    for (std::size_t i = 0; i < peak.size(); ++i)
        if (peak[i]) heights.push_back(scores[i]);
    if (heights.empty()) return -1;
    const double usual = impl::aggregate(heights, Aggregate::median);
    Index last = std::ssize(scores) - 1;
    const auto counts = [&](std::size_t i) { return (peak[i] ? 2 * scores[i] : 0) > usual; };
    while (last >= 0 && !counts(static_cast<std::size_t>(last))) --last;
    return last;
}

/// Leaves out the beats at both ends that are weak, by half of the root mean square of all.
std::vector<Index> without_ends(const std::vector<Index>& beats, const std::vector<double>& local,
                                bool trim) {
    std::vector<double> strength;
    for (const Index beat : beats) strength.push_back(local[static_cast<std::size_t>(beat)]);
    strength = convolved(strength, {0, 0.5, 1, 0.5, 0});
    double squares = 0;
    for (const double s : strength) squares += s * s;
    const double least = trim ? std::sqrt(squares / static_cast<double>(strength.size())) / 2 : 0;
    const auto strong = [&](double s) { return s > least; };
    const auto first = std::find_if(strength.begin(), strength.end(), strong) - strength.begin();
    const auto last = strength.rend() - std::find_if(strength.rbegin(), strength.rend(), strong) - 1;
    if (first >= last) return {};
    return {beats.begin() + first, beats.begin() + last};
}

} // namespace

BeatTrack<Index> beat_track(std::span<const double> envelope, double sr, const BeatTrackOptions& options) {
    impl::check_frame_rate("beat_track", sr, options.stride);
    impl::check_positive("beat_track", "start_bpm", options.start_bpm);
    impl::check_positive("beat_track", "tightness", options.tightness);
    if (options.bpm) impl::check_positive("beat_track", "bpm", *options.bpm);
    if (!std::all_of(envelope.begin(), envelope.end(), [](double x) { return std::isfinite(x); }))
        fail("beat_track: argument envelope has a NaN or infinity; it must be finite");
    if (std::all_of(envelope.begin(), envelope.end(), [](double x) { return x == 0; })) return {};
    BeatTrack<Index> found{
        options.bpm ? *options.bpm
                    : tempo(envelope, sr, {.stride = options.stride, .start_bpm = options.start_bpm})};
    const double frames = std::nearbyint(60 * (sr / static_cast<double>(options.stride)) / found.tempo);
    if (!(frames >= 1 && frames <= longest_beat))
        fail("beat_track: at ", found.tempo, " BPM a beat lasts ", frames, " frames; it must last 1 to ",
             longest_beat);
    const auto period = static_cast<Index>(frames);
    const std::vector<double> local = local_scores(envelope, period);
    const Paths paths = best_paths(local, period, options.tightness);
    std::vector<Index> beats;
    for (Index beat = last_beat(paths.scores); beat >= 0; beat = paths.before[static_cast<std::size_t>(beat)])
        beats.push_back(beat);
    std::reverse(beats.begin(), beats.end());
    found.beats = without_ends(beats, local, options.trim);
    return found;
}

} // namespace pya::dsp
