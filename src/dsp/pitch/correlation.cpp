// SPDX-License-Identifier: MIT
#include "dsp/pitch/correlation.hpp"

#include "simd/run.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace pya::dsp::impl {
namespace {

constexpr int frame_lanes = 16;

struct FrameMoments {
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
    *m = {sum_of_lanes(before), sum_of_lanes(energy), *std::max_element(peak, peak + frame_lanes)};
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

} // namespace

Correlation::Correlation(double rate, double length, Index longest, double low, double high)
    : length_(rounded_length(length)), longest_(longest), fft_(transform_length(length_ + longest + 2)),
      window_(static_cast<std::size_t>(length_)), gains_(static_cast<std::size_t>(fft_.bins()), 1.0f),
      time_(static_cast<std::size_t>(fft_.size())), unwindow_(static_cast<std::size_t>(longest + 2)),
      bins_(static_cast<std::size_t>(fft_.bins())), correlation_(static_cast<std::size_t>(fft_.size())) {
    const double step = 2 * std::numbers::pi / static_cast<double>(length_);
    for (Index i = 0; i < length_; ++i)
        window_[static_cast<std::size_t>(i)] =
            static_cast<float>(0.5 - 0.5 * std::cos(step * (static_cast<double>(i) + 0.5)));
    std::copy(window_.begin(), window_.end(), time_.begin());
    power_spectrum();
    for (std::size_t lag = 0; lag < unwindow_.size(); ++lag)
        unwindow_[lag] = correlation_[0] / correlation_[lag];
    for (std::size_t k = 0; k < gains_.size(); ++k) {
        const double f = static_cast<double>(k) * rate / static_cast<double>(fft_.size());
        const double below = std::pow(f / low, 8), above = std::pow(f / high, 8);
        gains_[k] = static_cast<float>(below / (1 + below) / (1 + above));
    }
}

/// From time_ to correlation_.
void Correlation::power_spectrum() {
    fft_.forward(time_.data(), bins_.data());
    simd::run<squared_bins>(gains_.data(), reinterpret_cast<float*>(bins_.data()), fft_.bins());
    fft_.inverse(bins_.data(), correlation_.data());
}

bool Correlation::compute(const float* frame) {
    peak_ = power_ = 0;
    FrameMoments moments;
    simd::run<window_frame>(frame, window_.data(), time_.data(), length_, &moments);
    if (!std::isfinite(moments.before) || !(moments.energy > 1e-10f * moments.before)) return false;
    peak_ = moments.peak;
    power_spectrum();
    const float power = correlation_[0];
    if (!(power > 0) || !std::isfinite(power)) return false;
    power_ = power;
    simd::run<scaled_product>(correlation_.data(), unwindow_.data(), 1 / power, correlation_.data(),
                              std::ssize(unwindow_));
    return true;
}

} // namespace pya::dsp::impl
