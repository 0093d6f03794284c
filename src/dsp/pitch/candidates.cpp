// SPDX-License-Identifier: MIT
#include "dsp/pitch/candidates.hpp"

#include "simd/run.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace pya::dsp::impl {
namespace {

constexpr double frame_periods = 3;     // of fmin in a frame
constexpr double refining_span = 0.01;  // seconds that multiples of a period reach
constexpr float weakest_peak = 0.15f;   // correlation of a candidate
constexpr double low_edge = 0.4;        // times fmin, below which the spectrum is left out
constexpr double high_edge = 2500;      // Hz, above which it is, or
constexpr double high_edge_ratio = 1.2; // times fmax
constexpr int frame_lanes = 16;

struct FrameMoments {
    float mean = 0;   // of the frame
    float before = 0; // energy with the mean
    float energy = 0; // without it, windowed
    float peak = 0;   // without it, in the middle half
};

PYA_INLINE float sum_of_lanes(float* lane) {
    for (int width = frame_lanes / 2; width > 0; width /= 2)
        for (int j = 0; j < width; ++j) lane[j] += lane[j + width];
    return lane[0];
}

/// to = (x - mean of x) * window. n is a multiple of 4 * frame_lanes.
PYA_INLINE void window_frame(const float* x, const float* window, float* to, Index n, FrameMoments* m) {
    float total[frame_lanes] = {}, before[frame_lanes] = {}, energy[frame_lanes] = {}, peak[frame_lanes] = {};
    for (Index i = 0; i < n; i += frame_lanes)
        for (int j = 0; j < frame_lanes; ++j) {
            total[j] += x[i + j];
            before[j] += x[i + j] * x[i + j];
        }
    const float mean = sum_of_lanes(total) / static_cast<float>(n);
    for (Index i = 0; i < n; i += frame_lanes)
        for (int j = 0; j < frame_lanes; ++j) {
            to[i + j] = (x[i + j] - mean) * window[i + j];
            energy[j] += to[i + j] * to[i + j];
        }
    for (Index i = n / 4; i < n / 4 * 3; i += frame_lanes)
        for (int j = 0; j < frame_lanes; ++j) {
            const float level = x[i + j] > mean ? x[i + j] - mean : mean - x[i + j];
            peak[j] = level > peak[j] ? level : peak[j];
        }
    *m = {mean, sum_of_lanes(before), sum_of_lanes(energy), *std::max_element(peak, peak + frame_lanes)};
}

PYA_INLINE void squared_bins(const float* gains, float* bins, Index n) {
    PYA_INDEPENDENT
    for (Index k = 0; k < n; ++k) {
        bins[2 * k] = (bins[2 * k] * bins[2 * k] + bins[2 * k + 1] * bins[2 * k + 1]) * gains[k];
        bins[2 * k + 1] = 0;
    }
}

PYA_INLINE void scaled_product(const float* x, const float* y, float scale, float* product, Index n) {
    PYA_INDEPENDENT
    for (Index i = 0; i < n; ++i) product[i] = x[i] * y[i] * scale;
}

/// The nearest multiple of 4 * frame_lanes, at least one.
Index rounded_length(double samples) {
    constexpr Index unit = 4 * frame_lanes;
    return std::max<Index>(1, std::llround(samples / unit)) * unit;
}

/// A length that is fast and doesn't fold the lags that are read.
Index transform_length(Index needed) { return 32 * std::max<Index>(8, next_fast_len((needed + 31) / 32)); }

/// The top of a parabola through three values, the middle one of which is the highest.
struct ParabolaTop {
    double offset, value;
    ParabolaTop(const float* r, Index i) {
        const double left = r[i - 1], middle = r[i], right = r[i + 1];
        const double bend = left - 2 * middle + right;
        offset = bend < 0 ? 0.5 * (left - right) / bend : 0;
        value = std::min(1.0, middle - 0.25 * (left - right) * offset);
    }
};

} // namespace

CandidateFinder::CandidateFinder(double rate, const PitchOptions& options)
    : rate_(rate), fmin_(options.fmin), fmax_(options.fmax), octave_cost_(options.octave_cost),
      length_(rounded_length(frame_periods / fmin_ * rate)),
      shortest_(std::max<Index>(2, static_cast<Index>(rate / fmax_))),
      longest_(static_cast<Index>(std::ceil(rate / fmin_))),
      furthest_(std::min(longest_, std::max<Index>(shortest_, std::llround(refining_span * rate)))),
      fft_(transform_length(length_ + longest_ + 2)), window_(static_cast<std::size_t>(length_)),
      gains_(static_cast<std::size_t>(fft_.bins()), 1.0f), time_(static_cast<std::size_t>(fft_.size())),
      unwindow_(static_cast<std::size_t>(longest_ + 2)), bins_(static_cast<std::size_t>(fft_.bins())),
      correlation_(static_cast<std::size_t>(fft_.size())) {
    for (Index i = 0; i < length_; ++i)
        window_[static_cast<std::size_t>(i)] =
            static_cast<float>(0.5 - 0.5 * std::cos(2 * std::numbers::pi * (static_cast<double>(i) + 0.5) /
                                                    static_cast<double>(length_)));
    std::copy(window_.begin(), window_.end(), time_.begin());
    power_spectrum();
    for (std::size_t lag = 0; lag < unwindow_.size(); ++lag)
        unwindow_[lag] = correlation_[0] / correlation_[lag];
    for (std::size_t k = 0; k < gains_.size(); ++k) {
        const double f = static_cast<double>(k) * rate / static_cast<double>(fft_.size());
        const double low = std::pow(f / (low_edge * fmin_), 8);
        const double high = std::pow(f / std::max(high_edge, high_edge_ratio * fmax_), 8);
        gains_[k] = static_cast<float>(low / (1 + low) / (1 + high));
    }
}

/// From time_ to correlation_.
void CandidateFinder::power_spectrum() {
    fft_.forward(time_.data(), bins_.data());
    simd::run<squared_bins>(gains_.data(), reinterpret_cast<float*>(bins_.data()), fft_.bins());
    fft_.inverse(bins_.data(), correlation_.data());
}

void CandidateFinder::take_up(double f0, double strength, double power, Candidates& found) const {
    const Candidate one{f0, std::log2(f0), strength, power};
    const auto merit = [this](const Candidate& c) { return c.strength + octave_cost_ * c.octaves; };
    const auto end = found.best.begin() + found.count;
    auto place =
        std::find_if(found.best.begin(), end, [&](const Candidate& c) { return merit(one) > merit(c); });
    if (place == found.best.end()) return;
    if (end != found.best.end()) ++found.count;
    std::move_backward(place, found.best.begin() + found.count - 1, found.best.begin() + found.count);
    *place = one;
}

void CandidateFinder::find(const float* frame, Candidates& found) {
    found.count = 0;
    found.peak = 0;
    FrameMoments moments;
    simd::run<window_frame>(frame, window_.data(), time_.data(), length_, &moments);
    if (!std::isfinite(moments.before) || !(moments.energy > 1e-10f * moments.before)) return;
    found.peak = moments.peak;
    power_spectrum();
    const float all = correlation_[0];
    if (!(all > 0) || !std::isfinite(all)) return;
    float* const r = correlation_.data();
    simd::run<scaled_product>(r, unwindow_.data(), 1 / all, r, std::ssize(unwindow_));
    for (Index lag = shortest_; lag <= longest_; ++lag) {
        if (!(r[lag] > weakest_peak && r[lag] > r[lag - 1] && r[lag] >= r[lag + 1])) continue;
        const ParabolaTop first(r, lag);
        const double near = static_cast<double>(lag) + first.offset;
        double period = near, strength = first.value;
        int peaks = 1;
        const Index wander = std::max<Index>(1, static_cast<Index>(near * 0.12));
        for (int multiple = 2; near * multiple <= static_cast<double>(furthest_); multiple *= 2) {
            const Index expected = std::min<Index>(std::llround(multiple * period), longest_);
            Index i = expected;
            for (Index step = 0; step < wander && i < longest_; ++step) {
                if (r[i + 1] > r[i])
                    ++i;
                else if (r[i - 1] > r[i])
                    --i;
                else
                    break;
            }
            ++peaks;
            if (r[i - 1] > r[i] || r[i + 1] > r[i]) {
                strength += r[expected];
                break;
            }
            const ParabolaTop top(r, i);
            period = (static_cast<double>(i) + top.offset) / multiple;
            strength += top.value;
        }
        const double f0 = rate_ / period;
        if (f0 < fmin_ || f0 > fmax_) continue;
        strength = std::max(0.0, strength / peaks);
        take_up(f0, strength, strength * all, found);
    }
}

} // namespace pya::dsp::impl
