// SPDX-License-Identifier: MIT
#include <pya/dsp/loudness/limiter.hpp>

#include <pya/error.hpp>

#include "dsp/loudness/interpolation.hpp"

#include <algorithm>
#include <cmath>

namespace pya::dsp {
namespace {

constexpr std::int64_t unity = std::int64_t{1} << 40;

void check(double sr, Index channels, const LimiterOptions& options) {
    if (!(sr > 0) || !std::isfinite(sr)) detail::fail("Limiter: argument sr is ", sr, "; it must be above 0");
    if (channels < 1) detail::fail("Limiter: argument channels is ", channels, "; it must be at least 1");
    const double lookahead = options.lookahead.value;
    if (!(lookahead * sr >= 2) || lookahead > 10 || lookahead * sr > 0x1p23)
        detail::fail("Limiter: lookahead is ", lookahead,
                     " s; it must be from 2 samples to 10 s, and at most 2^23 samples");
}

double amplitude(double db) { return std::pow(10.0, db / 20); }

} // namespace

template <class T>
Limiter<T>::Limiter(double sr, Index channels, const LimiterOptions& options)
    : ceiling("Limiter: ceiling", options.ceiling, Decibels(-120), Decibels(120)),
      release("Limiter: release", options.release, 0, 100), channels_("Limiter", channels),
      level_(options.ceiling.value, sr), sr_(sr), release_time_(-1) {
    check(sr, channels, options);
    const auto half = static_cast<Index>(options.lookahead.value * sr / 2);
    held_ = 2 * half;
    size_ = held_ + taps;
    samples_.resize(static_cast<std::size_t>(2 * size_ * channels));
    needed_.resize(static_cast<std::size_t>(held_ + 2));
    when_.resize(needed_.size());
    for (std::vector<Gain>& mean : mean_) mean.resize(static_cast<std::size_t>(half));
    impl::PeakInterpolation<T, 64>::get();
    impl::PeakInterpolation<T, taps>::get();
    reset();
}

template <class T>
void Limiter<T>::reset() {
    std::fill(samples_.begin(), samples_.end(), T(0));
    first_ = last_ = position_ = 0;
    interval_ = 0;
    released_ = 1;
    level_.reset(ceiling.get().value);
    ceiling_ = amplitude(ceiling.get().value);
    for (int i = 0; i < 2; ++i) {
        std::fill(mean_[i].begin(), mean_[i].end(), unity);
        sums_[i] = unity * std::ssize(mean_[i]);
    }
}

/// Hears what the parameters were set to.
template <class T>
void Limiter<T>::turn() {
    level_.to(ceiling.get().value);
    if (const double time = release.get().value; time != release_time_) {
        release_time_ = time;
        release_ = time > 0 ? std::exp(-1 / (time * sr_)) : 0;
    }
}

/// The gain that the sample in the middle of the interpolation needs: for what lies between it and its
/// neighbours.
template <class T>
typename Limiter<T>::Gain Limiter<T>::needed(Index position) {
    const auto& rough = impl::PeakInterpolation<T, 64>::get();
    const auto& exact = impl::PeakInterpolation<T, taps>::get();
    double peak = 0;
    for (Index c = 0; c < channels_; ++c) {
        const T* const window = samples_.data() + 2 * size_ * c + position % size_ + size_ - (taps - 1);
        const T* const x = window + impl::PeakInterpolation<T, taps>::centre;
        double largest = std::max(std::abs(static_cast<double>(x[0])), std::abs(static_cast<double>(x[1])));
        double near = largest;
        for (Index k = -15; k <= 16; ++k) near = std::max(near, std::abs(static_cast<double>(x[k])));
        // Between quiet samples the signal is far below the ceiling.
        if (near >= 0.25 * ceiling_ && std::isfinite(largest) && rough.largest_between(x) >= 0.9 * ceiling_)
            largest = std::max(largest, exact.largest_between(x));
        peak = std::max(peak, largest);
    }
    const double around = std::max(peak, interval_);
    interval_ = peak;
    return around <= ceiling_ ? unity : static_cast<Gain>(ceiling_ / around * static_cast<double>(unity));
}

/// The smallest gain in the look-ahead, after the release.
template <class T>
typename Limiter<T>::Gain Limiter<T>::held_down(Gain gain) {
    const Index size = std::ssize(needed_);
    const auto at = [&](Index i) { return static_cast<std::size_t>(i % size); };
    while (last_ > first_ && needed_[at(last_ - 1)] >= gain) --last_;
    needed_[at(last_)] = gain;
    when_[at(last_++)] = position_;
    if (when_[at(first_)] < position_ - held_) ++first_;
    const double least = static_cast<double>(needed_[at(first_)]) / static_cast<double>(unity);
    released_ = std::min(least, 1 - (1 - released_) * release_);
    if (1 - released_ < 1e-9) released_ = 1;
    return static_cast<Gain>(released_ * static_cast<double>(unity));
}

template <class T>
typename Limiter<T>::Gain Limiter<T>::smoothed(Gain gain) {
    for (int i = 0; i < 2; ++i) {
        const Index size = std::ssize(mean_[i]);
        Gain& oldest = mean_[i][static_cast<std::size_t>(position_ % size)];
        sums_[i] += gain - oldest;
        oldest = gain;
        gain = sums_[i] / size;
    }
    return gain;
}

template <class T>
void Limiter<T>::process(Block<const T> in, Block<T> out) {
    if (in.channels() != channels_ || out.channels() != channels_ || in.samples() != out.samples())
        detail::fail("Limiter::process: the blocks are ", in.samples(), " x ", in.channels(), " and ",
                     out.samples(), " x ", out.channels(), "; both must be samples x ", channels_);
    turn();
    for (Index i = 0; i < in.samples(); ++i, ++position_) {
        if (!level_.resting()) ceiling_ = amplitude(level_.next());
        const Index place = position_ % size_;
        for (Index c = 0; c < channels_; ++c) {
            T* const ring = samples_.data() + 2 * size_ * c;
            ring[place] = ring[place + size_] = in(i, c);
        }
        const Gain gain = smoothed(held_down(needed(position_)));
        const double factor = static_cast<double>(gain) / static_cast<double>(unity);
        const Index delayed = (position_ + size_ - latency()) % size_;
        for (Index c = 0; c < channels_; ++c) {
            const T x = samples_[static_cast<std::size_t>(2 * size_ * c + delayed)];
            out(i, c) = gain == unity ? x : static_cast<T>(static_cast<double>(x) * factor);
        }
    }
}

template class Limiter<float>;
template class Limiter<double>;

} // namespace pya::dsp
