// SPDX-License-Identifier: MIT
#include <pya/dsp/feature/piptrack.hpp>

#include <pya/dsp/feature/frequencies.hpp>
#include <pya/dsp/segment/segmenter.hpp>
#include <pya/dsp/spectral/stft_options.hpp>
#include <pya/error.hpp>

#include "dsp/feature/band_filters.hpp"
#include "dsp/feature/feature_set.hpp"
#include "dsp/feature/lanes.hpp"
#include "dsp/feature/tuning.hpp"
#include "simd/math.hpp"
#include "simd/run.hpp"
#include "storage/huge_pages.hpp"
#include "storage/pool_allocator.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <vector>

namespace pya::dsp {

using detail::fail;

namespace {

void check(double sr, Index nfft, const PiptrackOptions& options) {
    if (!(sr > 0 && std::isfinite(sr))) fail("piptrack: argument sr is ", sr, "; it must be above 0 Hz");
    if (nfft < 2 || nfft > longest_frame)
        fail("piptrack: argument nfft is ", nfft, "; it must lie between 2 and ", longest_frame);
    if (!(options.fmin <= options.fmax))
        fail("piptrack: option fmin is ", options.fmin, "; it must not be above fmax = ", options.fmax);
    if (!std::isfinite(options.threshold))
        fail("piptrack: option threshold is ", options.threshold, "; it must be finite");
}

PYA_INLINE double largest_bin(const double* s, Index n) {
    double most[impl::lane_count];
    for (double& m : most) m = s[0];
    Index i = 0;
    for (; i + impl::lane_count <= n; i += impl::lane_count)
        for (Index l = 0; l < impl::lane_count; ++l) most[l] = most[l] < s[i + l] ? s[i + l] : most[l];
    for (Index l = 0; i < n; ++i, ++l) most[l] = most[l] < s[i] ? s[i] : most[l];
    return *std::max_element(most, most + impl::lane_count);
}

constexpr Index bins_at_once = 512;

/// Marks which of n bins are above `least` and their neighbours, which exist.
PYA_INLINE void mark_peaks(const double* s, Index n, double least, std::int64_t* marks) {
    PYA_INDEPENDENT
    for (Index k = 0; k < n; ++k) {
        const std::int64_t above = s[k] > least, rises = s[k] > s[k - 1], falls = s[k] >= s[k + 1];
        marks[k] = above & rises & falls;
    }
}

/// Writes to `bins` which ones from `first` on, before `end`, are above `least` and their neighbours, in
/// order, and returns how many there are; all might be. Noise has so many of them that a branch for each bin
/// would cost more than all else.
Index local_peaks(const double* s, Index first, Index end, double least, Index* bins) {
    std::array<std::int64_t, bins_at_once> marks;
    simd::run<mark_peaks>(s + first, end - first, least, marks.data());
    Index count = 0;
    for (Index k = first; k < end; ++k) {
        bins[count] = k;
        count += marks[static_cast<std::size_t>(k - first)];
    }
    return count;
}

/// Finds the peaks of spectra with checked arguments.
class PeakFinder {
public:
    PeakFinder(double sr, Index nfft, const PiptrackOptions& options)
        : options_(options), step_(sr / static_cast<double>(nfft)) {
        const double fmax = std::min(options.fmax, sr / 2);
        const Index size = nfft / 2 + 1;
        while (first_ < size && static_cast<double>(first_) * step_ < options.fmin) ++first_;
        end_ = first_;
        while (end_ < size && static_cast<double>(end_) * step_ < fmax) ++end_;
    }

    /// Calls with_peak(bin, pitch, height) for each peak.
    template <class WithPeak>
    void operator()(std::span<const double> s, const WithPeak& with_peak) const {
        const double least = options_.ref
                                 ? std::abs(*options_.ref)
                                 : options_.threshold * simd::run<largest_bin>(s.data(), std::ssize(s));
        const Index last = std::ssize(s) - 1, end = std::min(end_, last);
        std::array<Index, bins_at_once> bins;
        for (Index first = first_; first < end; first += std::ssize(bins)) {
            const Index count =
                local_peaks(s.data(), first, std::min(first + std::ssize(bins), end), least, bins.data());
            for (Index i = 0; i < count; ++i) {
                const auto k = static_cast<std::size_t>(bins[static_cast<std::size_t>(i)]);
                const double bend = s[k + 1] + s[k - 1] - 2 * s[k], slope = (s[k + 1] - s[k - 1]) / 2;
                const double shift = std::abs(slope) < std::abs(bend) ? -slope / bend : 0;
                with_peak(k, (static_cast<double>(k) + shift) * step_, s[k] + slope * shift / 2);
            }
        }
        // Nothing follows the last bin.
        const auto k = static_cast<std::size_t>(last);
        if (end_ > last && first_ <= last && s[k] > least && s[k] > s[k - 1])
            with_peak(k, static_cast<double>(k) * step_, s[k]);
    }

private:
    PiptrackOptions options_;
    double step_;               // Hz from bin to bin
    Index first_ = 1, end_ = 1; // bins that may be peaks
};

void write_peaks(const PeakFinder& find_peaks, std::span<const double> s, double* pitches,
                 double* magnitudes) {
    find_peaks(s, [&](std::size_t k, double pitch, double height) {
        pitches[k] = pitch;
        magnitudes[k] = height;
    });
}

} // namespace

void piptrack(std::span<const double> s, double sr, Index nfft, std::span<double> pitches,
              std::span<double> magnitudes, const PiptrackOptions& options) {
    check(sr, nfft, options);
    const std::size_t bins = static_cast<std::size_t>(nfft / 2 + 1);
    if (s.size() != bins || pitches.size() != bins || magnitudes.size() != bins)
        fail("piptrack: there are ", s.size(), " bins and room for ", pitches.size(), " and ",
             magnitudes.size(), "; each must be nfft / 2 + 1 = ", bins);
    std::fill(pitches.begin(), pitches.end(), 0.);
    std::fill(magnitudes.begin(), magnitudes.end(), 0.);
    write_peaks(PeakFinder(sr, nfft, options), s, pitches.data(), magnitudes.data());
}

namespace {

constexpr Index pitches_at_once = 256;

/// Where n pitches lie in their step, from 0 to `bins`: they are `ratio` times as high as an A, and step by
/// step `steps` an octave. All but the last digits are right of numbers that are far from 0 and infinity.
PYA_INLINE void places_in_steps(const double* hz, double ratio, double steps, double bins, double* places,
                                Index n) {
    PYA_INDEPENDENT
    for (Index i = 0; i < n; ++i) {
        const double at = steps * (simd::logarithm(hz[i] * ratio) * std::numbers::log2e);
        places[i] = (at - simd::nearest(at) + 0.5) * bins;
    }
}

} // namespace

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
    const auto count = [&](double f) {
        if (!(f > 0 && std::isfinite(f))) return;
        double distance = static_cast<double>(bins_per_octave) * hz_to_octs(f);
        if (!std::isfinite(distance)) return; // so small that it has no number of octaves
        distance -= std::floor(distance);
        if (distance >= 0.5) distance -= 1;
        Index bin =
            std::clamp<Index>(static_cast<Index>((distance + 0.5) * static_cast<double>(bins)), 0, bins - 1);
        while (bin > 0 && distance < edge(bin)) --bin;
        while (bin + 1 < bins && distance >= edge(bin + 1)) ++bin;
        ++counts[static_cast<std::size_t>(bin)];
    };
    // Most pitches lie so far from an edge that the last digits of the logarithm don't matter.
    const double steps = static_cast<double>(bins_per_octave), all = static_cast<double>(bins);
    const double ratio = 1 / octs_to_hz(0), near = 1e-11 * steps * all;
    std::array<double, pitches_at_once> places;
    for (; !hz.empty(); hz = hz.subspan(std::min(hz.size(), places.size()))) {
        const Index n = std::min(std::ssize(hz), pitches_at_once);
        simd::run<places_in_steps>(hz.data(), ratio, steps, all, places.data(), n);
        for (std::size_t i = 0; i < static_cast<std::size_t>(n); ++i) {
            const double place = places[i];
            const bool plain = hz[i] > 1e-280 && hz[i] < 1e280 && place > near && place < all - near;
            const Index bin = plain ? static_cast<Index>(place) : 0;
            const double beyond = place - static_cast<double>(bin);
            if (plain && beyond > near && beyond < 1 - near)
                ++counts[static_cast<std::size_t>(bin)];
            else
                count(hz[i]);
        }
    }
    const auto fullest = std::max_element(counts.begin(), counts.end());
    return *fullest == 0 ? 0 : edge(fullest - counts.begin());
}

namespace {

/// Calls with_frame(FeatureFrame) for each frame of each channel.
template <class T, class WithFrame>
void for_each_frame(Block<const T> sig, const FrameOptions& frames, impl::FrameNeeds needs,
                    const WithFrame& with_frame) {
    impl::FeatureTransform<T> transform(frames);
    const auto sink = [&](Block<const T> segment) { with_frame(transform(segment.data(), needs)); };
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
    check(sr, *used.nfft, options);
    const PeakFinder find_peaks(sr, *used.nfft, options);
    const std::size_t bins = static_cast<std::size_t>(*used.nfft / 2 + 1);
    const std::size_t size = bins * static_cast<std::size_t>(found.frames * sig.channels());
    for (std::vector<double>* const values : {&found.pitches, &found.magnitudes}) {
        values->reserve(size);
        storage::ask_for_huge_pages(values->data(), size * sizeof(double));
        values->resize(size);
    }
    double *pitches = found.pitches.data(), *magnitudes = found.magnitudes.data();
    for_each_frame(sig, used, {.power = true, .magnitudes = true}, [&](const impl::FeatureFrame& frame) {
        write_peaks(find_peaks, frame.magnitudes, pitches, magnitudes);
        pitches += bins;
        magnitudes += bins;
    });
    return found;
}

/// An integer that is in the order of the numbers.
PYA_INLINE std::uint64_t in_order(double x) {
    const auto bits = std::bit_cast<std::uint64_t>(x);
    constexpr std::uint64_t sign = std::uint64_t{1} << 63;
    return bits ^ (sign | (0 - (bits >> 63)));
}

/// Of an even number of values the mean of the two in the middle. The values are counted in ranges, so that
/// only those of one range are put in order: sorting guesses wrong for half of all values which is smaller.
double median_of(std::span<const double> values) {
    std::uint64_t first = in_order(values.front()), last = first;
    for (const double x : values) {
        first = std::min(first, in_order(x));
        last = std::max(last, in_order(x));
    }
    const int shift = std::max(0, static_cast<int>(std::bit_width(last - first)) - 12);
    const auto range = [&](double x) { return (in_order(x) - first) >> shift; };
    std::array<Index, 4096> counts{};
    for (const double x : values) ++counts[range(x)];
    const Index middle = std::ssize(values) / 2;
    Index before = 0; // values of lower ranges
    std::uint64_t here = 0;
    for (; before + counts[here] <= middle; ++here) before += counts[here];
    std::vector<double> some;
    some.reserve(static_cast<std::size_t>(counts[here]));
    for (const double x : values)
        if (range(x) == here) some.push_back(x);
    const auto at = some.begin() + (middle - before);
    std::nth_element(some.begin(), at, some.end());
    if (values.size() % 2 == 1) return *at;
    if (at != some.begin()) return (*at + *std::max_element(some.begin(), at)) / 2;
    double below = *at; // the largest of the lower ranges
    for (std::uint64_t most = 0; const double x : values)
        if (range(x) < here && in_order(x) >= most) most = in_order(x), below = x;
    return (*at + below) / 2;
}

} // namespace

double impl::tuning_of(double sr, Index nfft, Index count, const TuningOptions& options,
                       const std::function<void(const WithFrame&)>& for_each_frame) {
    if (options.power != 1 && options.power != 2)
        fail("estimate_tuning: option power is ", options.power, "; it must be 1 or 2");
    check(sr, nfft, options.peaks);
    // New memory costs more time than the search, and vectors that grow take it again and again.
    storage::PoolVector<double> pitches, magnitudes;
    const Index few = std::min<Index>(64 * count, 1 << 16);
    pitches.reserve(static_cast<std::size_t>(few));
    magnitudes.reserve(static_cast<std::size_t>(few));
    const PeakFinder find_peaks(sr, nfft, options.peaks);
    for_each_frame([&](const FeatureFrame& frame) {
        find_peaks(options.power == 2 ? frame.power : frame.magnitudes,
                   [&](std::size_t, double pitch, double height) {
                       if (!(pitch > 0)) return;
                       pitches.push_back(pitch);
                       magnitudes.push_back(height);
                   });
    });
    if (!pitches.empty()) {
        const double median = median_of(magnitudes);
        std::size_t kept = 0;
        for (std::size_t i = 0; i < pitches.size(); ++i) {
            pitches[kept] = pitches[i];
            kept += magnitudes[i] >= median;
        }
        pitches.resize(kept);
    }
    return pitch_tuning(pitches, options.resolution, options.bins_per_octave);
}

namespace {

template <class T>
double tuning_of_signal(Block<const T> sig, double sr, const FrameOptions& frames,
                        const TuningOptions& options) {
    const FrameOptions used = resolve(frames);
    const Index count = frame_count(used, sig.samples()) * sig.channels();
    return impl::tuning_of(sr, *used.nfft, count, options, [&](const impl::WithFrame& with_frame) {
        for_each_frame(sig, used, {.power = true, .magnitudes = options.power == 1}, with_frame);
    });
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
    return tuning_of_signal(sig, sr, frames, options);
}
double estimate_tuning(Block<const double> sig, double sr, const FrameOptions& frames,
                       const TuningOptions& options) {
    return tuning_of_signal(sig, sr, frames, options);
}

} // namespace pya::dsp
