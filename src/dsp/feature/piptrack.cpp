// SPDX-License-Identifier: MIT
#include <pya/dsp/feature/piptrack.hpp>

#include <pya/dsp/feature/frequencies.hpp>
#include <pya/dsp/segment/segmenter.hpp>
#include <pya/dsp/spectral/stft_options.hpp>
#include <pya/error.hpp>

#include "dsp/feature/feature_set.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace pya::dsp {

using detail::fail;

void piptrack(std::span<const double> s, double sr, Index nfft, std::span<double> pitches,
              std::span<double> magnitudes, const PiptrackOptions& options) {
    if (!(sr > 0 && std::isfinite(sr))) fail("piptrack: argument sr is ", sr, "; it must be above 0 Hz");
    if (nfft < 2 || nfft > longest_frame)
        fail("piptrack: argument nfft is ", nfft, "; it must lie between 2 and ", longest_frame);
    const std::size_t bins = static_cast<std::size_t>(nfft / 2 + 1);
    if (s.size() != bins || pitches.size() != bins || magnitudes.size() != bins)
        fail("piptrack: there are ", s.size(), " bins and room for ", pitches.size(), " and ",
             magnitudes.size(), "; each must be nfft / 2 + 1 = ", bins);
    if (!(options.fmin <= options.fmax))
        fail("piptrack: option fmin is ", options.fmin, "; it must not be above fmax = ", options.fmax);
    if (!std::isfinite(options.threshold))
        fail("piptrack: option threshold is ", options.threshold, "; it must be finite");
    std::fill(pitches.begin(), pitches.end(), 0.);
    std::fill(magnitudes.begin(), magnitudes.end(), 0.);

    const double least =
        options.ref ? std::abs(*options.ref) : options.threshold * *std::max_element(s.begin(), s.end());
    const double fmax = std::min(options.fmax, sr / 2), step = sr / static_cast<double>(nfft);
    const auto above = [&](std::size_t k) { return s[k] > least ? s[k] : 0; };
    for (std::size_t k = 1; k < bins; ++k) {
        const double hz = static_cast<double>(k) * step;
        if (hz < options.fmin || !(hz < fmax)) continue;
        const bool last = k + 1 == bins;
        if (!(above(k) > above(k - 1)) || !(last || above(k) >= above(k + 1))) continue;
        double shift = 0, slope = 0;
        if (!last) {
            const double bend = s[k + 1] + s[k - 1] - 2 * s[k];
            slope = (s[k + 1] - s[k - 1]) / 2;
            if (std::abs(slope) < std::abs(bend)) shift = -slope / bend;
        }
        pitches[k] = (static_cast<double>(k) + shift) * step;
        magnitudes[k] = s[k] + slope * shift / 2;
    }
}

double pitch_tuning(std::span<const double> hz, double resolution, Index bins_per_octave) {
    if (!(resolution > 0 && resolution <= 1))
        fail("pitch_tuning: argument resolution is ", resolution, "; it must be above 0 and at most 1");
    if (bins_per_octave < 1)
        fail("pitch_tuning: argument bins_per_octave is ", bins_per_octave, "; it must be at least 1");
    const Index bins = static_cast<Index>(std::ceil(1 / resolution));
    const auto edge = [&](Index i) {
        return i == bins ? 0.5 : static_cast<double>(i) * (1 / static_cast<double>(bins)) - 0.5;
    };
    std::vector<Index> counts(static_cast<std::size_t>(bins));
    for (const double f : hz) {
        if (!(f > 0 && std::isfinite(f))) continue;
        double distance = static_cast<double>(bins_per_octave) * hz_to_octs(f);
        distance -= std::floor(distance);
        if (distance >= 0.5) distance -= 1;
        Index bin =
            std::clamp<Index>(static_cast<Index>((distance + 0.5) * static_cast<double>(bins)), 0, bins - 1);
        while (bin > 0 && distance < edge(bin)) --bin;
        while (bin + 1 < bins && distance >= edge(bin + 1)) ++bin;
        ++counts[static_cast<std::size_t>(bin)];
    }
    const auto fullest = std::max_element(counts.begin(), counts.end());
    return *fullest == 0 ? 0 : edge(fullest - counts.begin());
}

namespace {

/// Calls with_frame(FeatureFrame) for each frame of each channel.
template <class T, class WithFrame>
void for_each_frame(Block<const T> sig, const FrameOptions& frames, const WithFrame& with_frame) {
    impl::FeatureTransform<T> transform(frames);
    const auto sink = [&](Block<const T> segment) { with_frame(transform(segment.data())); };
    for (Index c = 0; c < sig.channels(); ++c) {
        Segmenter<T> segments(*frames.nfft, *frames.nfft - frames.stride, frames.boundary, false);
        segments.process(sig.channels_from(c, 1), sink);
        segments.finish(sink);
    }
}

template <class T>
Piptrack piptrack_of(Block<const T> sig, double sr, const FrameOptions& frames,
                     const PiptrackOptions& options) {
    const FrameOptions used = resolve(frames);
    Piptrack found{frame_count(used, sig.samples())};
    const std::size_t bins = static_cast<std::size_t>(*used.nfft / 2 + 1);
    found.pitches.resize(bins * static_cast<std::size_t>(found.frames * sig.channels()));
    found.magnitudes.resize(found.pitches.size());
    double *pitches = found.pitches.data(), *magnitudes = found.magnitudes.data();
    for_each_frame(sig, used, [&](const impl::FeatureFrame& frame) {
        piptrack(frame.magnitudes, sr, *used.nfft, {pitches, bins}, {magnitudes, bins}, options);
        pitches += bins;
        magnitudes += bins;
    });
    return found;
}

/// Of an even number of values the mean of the two in the middle.
double median_of(std::vector<double> x) {
    const auto middle = x.begin() + std::ssize(x) / 2;
    std::nth_element(x.begin(), middle, x.end());
    return x.size() % 2 == 1 ? *middle : (*middle + *std::max_element(x.begin(), middle)) / 2;
}

template <class T>
double tuning_of(Block<const T> sig, double sr, const FrameOptions& frames, const TuningOptions& options) {
    const FrameOptions used = resolve(frames);
    if (options.power != 1 && options.power != 2)
        fail("estimate_tuning: option power is ", options.power, "; it must be 1 or 2");
    frame_count(used, sig.samples()); // what it refuses
    const std::size_t bins = static_cast<std::size_t>(*used.nfft / 2 + 1);
    std::vector<double> of_bins(2 * bins), pitches, magnitudes;
    const std::span<double> found(of_bins.data(), bins), heights(of_bins.data() + bins, bins);
    for_each_frame(sig, used, [&](const impl::FeatureFrame& frame) {
        piptrack(options.power == 2 ? frame.power : frame.magnitudes, sr, *used.nfft, found, heights,
                 options.peaks);
        for (std::size_t k = 0; k < bins; ++k) {
            if (!(found[k] > 0)) continue;
            pitches.push_back(found[k]);
            magnitudes.push_back(heights[k]);
        }
    });
    if (!pitches.empty()) {
        const double median = median_of(magnitudes);
        std::size_t kept = 0;
        for (std::size_t i = 0; i < pitches.size(); ++i)
            if (magnitudes[i] >= median) pitches[kept++] = pitches[i];
        pitches.resize(kept);
    }
    return pitch_tuning(pitches, options.resolution, options.bins_per_octave);
}

} // namespace

Piptrack piptrack(Block<const float> sig, double sr, const FrameOptions& frames,
                  const PiptrackOptions& options) {
    return piptrack_of(sig, sr, frames, options);
}
Piptrack piptrack(Block<const double> sig, double sr, const FrameOptions& frames,
                  const PiptrackOptions& options) {
    return piptrack_of(sig, sr, frames, options);
}

double estimate_tuning(Block<const float> sig, double sr, const FrameOptions& frames,
                       const TuningOptions& options) {
    return tuning_of(sig, sr, frames, options);
}
double estimate_tuning(Block<const double> sig, double sr, const FrameOptions& frames,
                       const TuningOptions& options) {
    return tuning_of(sig, sr, frames, options);
}

} // namespace pya::dsp
