// SPDX-License-Identifier: MIT
#include <pya/dsp/loudness/true_peak.hpp>

#include <pya/error.hpp>

#include "dsp/loudness/interpolation.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace pya::dsp {
namespace {

// The part of a peak that a sample or half-way point beside it has at least, a little less than cos(pi / 4).
constexpr double half_way_share = 0.7;
// The part of the long interpolation that the short one gives at least, if the band above 0.46 of the rate is
// not the louder one.
constexpr double rough_share = 0.9;

// The larger magnitude; NaN does not count.
template <class T>
T larger(T most, T x) {
    return std::abs(x) > most ? std::abs(x) : most;
}

template <class T>
T loudest_of(const T* x, Index n) {
    T most[8] = {};
    for (Index i = 0; i < n / 8; ++i)
        for (Index l = 0; l < 8; ++l) most[l] = larger(most[l], x[8 * i + l]);
    for (Index l = 0; l < n % 8; ++l) most[l] = larger(most[l], x[n - 1 - l]);
    return *std::max_element(most, most + 8);
}

} // namespace

template <class T>
TruePeakMeter<T>::TruePeakMeter(Index channels) {
    if (channels < 1)
        detail::fail("TruePeakMeter: argument channels is ", channels, "; it must be at least 1");
    memory_.resize(static_cast<std::size_t>((taps + step) * channels));
    filled_.resize(static_cast<std::size_t>(channels));
    peaks_.resize(static_cast<std::size_t>(channels));
    impl::PeakInterpolation<T, 64>::get();
    impl::PeakInterpolation<T, taps>::get();
    reset();
}

template <class T>
void TruePeakMeter<T>::reset() {
    std::fill(memory_.begin(), memory_.end(), T(0));
    std::fill(filled_.begin(), filled_.end(), 0);
    std::fill(peaks_.begin(), peaks_.end(), 0.0);
}

template <class T>
void TruePeakMeter<T>::check(Block<const T> in) const {
    if (in.channels() != channels())
        detail::fail("TruePeakMeter::process: the block has ", in.channels(), " channels; it must have ",
                     channels());
}

/// Takes samples of a channel, and looks at them whenever `step` of them are there. Returns true if the peak
/// has risen.
template <class T>
bool TruePeakMeter<T>::take(Index channel, std::span<const T> in) {
    const auto c = static_cast<std::size_t>(channel);
    const double before = peaks_[c];
    T* const memory = memory_.data() + channel * (taps + step);
    for (std::size_t i = 0; i < in.size();) {
        const auto n = std::min(in.size() - i, static_cast<std::size_t>(step - filled_[c]));
        std::copy_n(in.data() + i, n, memory + taps + filled_[c]);
        filled_[c] += static_cast<Index>(n);
        i += n;
        if (filled_[c] < step) break;
        look(memory, step, peaks_[c]);
        filled_[c] = 0;
    }
    return peaks_[c] > before;
}

/// Looks at the samples that are there and at the silence after them. Returns true if the peak has risen.
template <class T>
bool TruePeakMeter<T>::end(Index channel) {
    const auto c = static_cast<std::size_t>(channel);
    const double before = peaks_[c];
    T* const memory = memory_.data() + channel * (taps + step);
    for (Index left = filled_[c] + taps / 2; left > 0; left -= step) {
        std::fill(memory + taps + filled_[c], memory + taps + step, T(0));
        look(memory, std::min(left, step), peaks_[c]);
        filled_[c] = 0;
    }
    return peaks_[c] > before;
}

/// `samples` are taps that came before, then `count` new ones. Looks at the intervals whose last tap is a new
/// one, and moves the last taps to the front.
template <class T>
void TruePeakMeter<T>::look(T* samples, Index count, double& peak) const {
    const auto& rough = impl::PeakInterpolation<T, 64>::get();
    const auto& exact = impl::PeakInterpolation<T, taps>::get();
    const T loudest = loudest_of(samples, taps + count);
    peak = std::max(peak, static_cast<double>(loudest));
    const auto exceeds = [&](double share, double x) { return std::abs(x) >= share * peak; };
    if (std::isfinite(loudest) && exceeds(half_way_share, static_cast<double>(loudest) * rough.bound)) {
        std::array<T, step> half_way;
        const T* x = samples + 1 + impl::PeakInterpolation<T, taps>::centre;
        rough.half_way(x, count, half_way.data());
        for (Index i = 0; i < count; ++i, ++x)
            if ((exceeds(half_way_share, half_way[static_cast<std::size_t>(i)]) ||
                 exceeds(half_way_share, x[0]) || exceeds(half_way_share, x[1])) &&
                exceeds(rough_share, rough.largest_between(x)))
                peak = std::max(peak, exact.largest_between(x));
    }
    std::copy(samples + count, samples + count + taps, samples);
}

template class TruePeakMeter<float>;
template class TruePeakMeter<double>;

} // namespace pya::dsp
