// SPDX-License-Identifier: MIT
#include <pya/dsp/separate/denoise.hpp>

#include <pya/error.hpp>

#include "dsp/separate/noise_frames.hpp"

#include <algorithm>
#include <cmath>

namespace pya::dsp {
namespace {

// The exponential integral E1 of x > 0, within 3e-7 (Abramowitz and Stegun, 5.1.53 and 5.1.56).
double exponential_integral(double x) {
    if (x < 1) {
        const double series =
            ((((0.00107857 * x - 0.00976004) * x + 0.05519968) * x - 0.24991055) * x + 0.99999193) * x -
            0.57721566;
        return series - std::log(x);
    }
    const double above = (((x + 8.5733287401) * x + 18.0590169730) * x + 8.6347608925) * x + 0.2677737343;
    const double below = (((x + 9.5733223454) * x + 25.6329561486) * x + 21.0996530827) * x + 3.9584969228;
    return std::exp(-x) / x * above / below;
}

// The gain for a ratio of sound to noise, and of both together to noise.
double log_amplitude_gain(double ratio, double both) {
    const double wiener = ratio / (1 + ratio);
    const double v = std::max(wiener * both, 1e-10);
    return std::min(1., wiener * std::exp(0.5 * exponential_integral(v)));
}

} // namespace

void impl::check_denoise(const char* function, const DenoiseOptions& options) {
    const auto within = [&](bool fine, const char* name, auto value, const char* range) {
        if (!fine) detail::fail(function, ": option ", name, " is ", value, "; it must be ", range);
    };
    within(options.nperseg >= 16 && options.nperseg <= longest_frame && options.nperseg % 4 == 0, "nperseg",
           options.nperseg, "a multiple of 4 between 16 and 2^28");
    within(options.reduction.value > 0 && options.reduction.value <= 120, "reduction",
           options.reduction.value, "above 0 dB and at most 120 dB");
    within(options.smoothing >= 0 && options.smoothing < 1, "smoothing", options.smoothing,
           "0 or more and below 1");
    within(options.quantile > 0 && options.quantile < 1, "quantile", options.quantile, "above 0 and below 1");
}

template <class T>
Denoiser<T>::Denoiser(Block<const double> profile, const DenoiseOptions& options)
    : channels_(profile.channels()), hop_((impl::check_denoise("Denoiser", options), options.nperseg / 4)),
      floor_(std::pow(10, -options.reduction.value / 20)), least_ratio_(floor_ * floor_),
      smoothing_(options.smoothing), analyser_(impl::denoise_frames(options), channels_),
      synthesiser_(impl::denoise_frames(options), channels_) {
    const Index bins = analyser_.bins();
    if (profile.samples() != bins)
        detail::fail("Denoiser: profile has ", profile.samples(),
                     " bins; with option nperseg = ", options.nperseg, " it must have ", bins);
    for (Index c = 0; c < channels_; ++c)
        for (const double power : profile.channel(c)) {
            if (!(power >= 0 && std::isfinite(power)))
                detail::fail("Denoiser: profile has a ", power, "; powers are finite and 0 or more");
            noise_.push_back(power);
        }
    sound_.resize(noise_.size());
    frame_.resize(noise_.size());
    ready_.resize(static_cast<std::size_t>(hop_ * channels_));
    next_.resize(ready_.size());
    reset();
}

// Takes samples, and writes what they complete to next_.
template <class T>
void Denoiser<T>::push(Block<const T> in) {
    analyser_.process(in, [&](Block<const std::complex<T>> frame) {
        const Index bins = frame.samples();
        for (Index c = 0; c < channels_; ++c)
            for (Index k = 0; k < bins; ++k) {
                const auto at = static_cast<std::size_t>(c * bins + k);
                const std::complex<T> bin = frame(k, c);
                frame_[at] = bin;
                if (noise_[at] == 0) continue;
                const double re = static_cast<double>(bin.real()), im = static_cast<double>(bin.imag());
                const double both = (re * re + im * im) / noise_[at];
                const double estimate =
                    smoothing_ * sound_[at] / noise_[at] + (1 - smoothing_) * std::max(both - 1, 0.);
                // Written so that a NaN of the past ends with it.
                const double gain = log_amplitude_gain(std::max(least_ratio_, estimate), both);
                sound_[at] = gain * gain * (re * re + im * im);
                frame_[at] = bin * static_cast<T>(std::max(gain, floor_));
            }
        synthesiser_.process(Block<const std::complex<T>>(frame_.data(), bins, channels_),
                             [&](Block<const T> samples) {
                                 for (Index c = 0; c < channels_; ++c)
                                     std::copy_n(samples.channel(c).data(), hop_, next_.data() + c * hop_);
                             });
    });
}

template <class T>
void Denoiser<T>::process(Block<const T> in, Block<T> out) {
    if (in.channels() != channels_ || out.channels() != channels_ || out.samples() != in.samples())
        detail::fail("Denoiser::process: in is ", in.samples(), " x ", in.channels(), " and out ",
                     out.samples(), " x ", out.channels(), "; both must be samples x ", channels_);
    for (Index i = 0, n = 0; i < in.samples(); i += n) {
        n = std::min(hop_ - at_, in.samples() - i);
        push(in.part(i, n));
        for (Index c = 0; c < channels_; ++c)
            std::copy_n(ready_.data() + c * hop_ + at_, n, out.part(i, n).channel(c).data());
        at_ += n;
        if (at_ == hop_) {
            std::swap(ready_, next_);
            at_ = 0;
        }
    }
}

template <class T>
void Denoiser<T>::reset() {
    analyser_.reset();
    synthesiser_.reset();
    std::fill(sound_.begin(), sound_.end(), 0);
    std::fill(ready_.begin(), ready_.end(), T(0));
    at_ = 0;
    // Before the signal there is a frame of silence, so that each of its samples is in four frames.
    for (Index i = 0; i < 4; ++i) push(Block<const T>(ready_.data(), hop_, channels_));
    std::swap(ready_, next_);
}

template class Denoiser<float>;
template class Denoiser<double>;

} // namespace pya::dsp
