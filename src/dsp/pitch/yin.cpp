// SPDX-License-Identifier: MIT
#include <pya/dsp/pitch/yin.hpp>

#include <pya/error.hpp>

#include "dsp/shape.hpp"
#include "simd/run.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace pya::dsp {
namespace {

constexpr double rounding_error = 1e-6; // sums this small are taken for rounding errors of 0

Index shortest_period(const YinOptions& o, double sr) {
    return static_cast<Index>(std::min(std::floor(sr / o.fmax), 0x1p60));
}

Index longest_period(const YinOptions& o, double sr) {
    return static_cast<Index>(
        std::min(std::ceil(sr / o.fmin), static_cast<double>(o.frame_length - *o.win_length - 1)));
}

} // namespace

YinOptions resolve(const YinOptions& options, double sr) {
    YinOptions o = options;
    if (!(sr > 0 && std::isfinite(sr))) detail::fail("yin: sr is ", sr, "; it must be positive and finite");
    if (!(o.fmin > 0)) detail::fail("yin: fmin is ", o.fmin, "; it must be above 0 Hz");
    if (!(o.fmax > o.fmin)) detail::fail("yin: fmax is ", o.fmax, "; it must be above fmin, ", o.fmin, " Hz");
    if (!(o.fmax <= sr / 2))
        detail::fail("yin: fmax is ", o.fmax, "; it must be at most half the rate, ", sr / 2, " Hz");
    if (o.frame_length < 4 || o.frame_length > (Index{1} << 30))
        detail::fail("yin: frame_length is ", o.frame_length, "; it must be from 4 to 2^30");
    if (!o.win_length) o.win_length = o.frame_length / 2;
    if (!o.hop_length) o.hop_length = o.frame_length / 4;
    if (*o.win_length < 1 || *o.win_length >= o.frame_length)
        detail::fail("yin: win_length is ", *o.win_length, "; it must be at least 1 and below frame_length, ",
                     o.frame_length);
    if (*o.hop_length < 1 || *o.hop_length > (Index{1} << 40))
        detail::fail("yin: hop_length is ", *o.hop_length, "; it must be from 1 to 2^40");
    if (std::isnan(o.trough_threshold)) detail::fail("yin: trough_threshold is nan; it must be a number");
    if (longest_period(o, sr) <= shortest_period(o, sr))
        detail::fail("yin: frame_length - win_length is ", o.frame_length - *o.win_length,
                     "; it must be at least ", shortest_period(o, sr) + 2, ", as a period of ", o.fmax,
                     " Hz has ", sr / o.fmax, " samples");
    return o;
}

namespace impl {

namespace {

PYA_INLINE double cleared(double x) { return std::fabs(x) < rounding_error ? 0 : x; }

/// 0, or NaN if some samples are not finite.
template <class T>
PYA_INLINE T zero_if_finite(const T* x, Index n) {
    constexpr Index some = 16;
    T sums[some] = {}, sum = 0;
    Index i = 0;
    for (; i + some <= n; i += some)
        for (Index l = 0; l < some; ++l) sums[l] += x[i + l] * 0;
    for (; i < n; ++i) sum += x[i] * 0;
    for (const T one : sums) sum += one;
    return sum;
}

/// In lanes of a fixed order, so that all instruction sets give the same bits.
PYA_INLINE double sum_of_all_squares(const double* x, Index n) {
    constexpr Index some = 16;
    double sums[some] = {}, sum = 0;
    Index i = 0;
    for (; i + some <= n; i += some)
        for (Index l = 0; l < some; ++l) sums[l] += x[i + l] * x[i + l];
    for (; i < n; ++i) sum += x[i] * x[i];
    for (const double one : sums) sum += one;
    return sum;
}

/// to = from conj(to), of pairs of real and imaginary part. The operator of std::complex minds infinities.
PYA_INLINE void multiply_conjugate(const double* from, double* to, Index n) {
    PYA_INDEPENDENT
    for (Index k = 0; k < n; ++k) {
        const double re = to[2 * k], im = to[2 * k + 1], wre = from[2 * k], wim = from[2 * k + 1];
        to[2 * k] = re * wre + im * wim;
        to[2 * k + 1] = im * wre - re * wim;
    }
}

/// Divides each difference by the mean of those up to its lag, of which the sums are given.
PYA_INLINE void divide_by_means(double* differences, const double* sums, double first_lag, Index n) {
    PYA_INDEPENDENT
    for (Index i = 0; i < n; ++i)
        differences[i] /= sums[i] / (first_lag + static_cast<double>(static_cast<int>(i))) +
                          std::numeric_limits<double>::min();
}

} // namespace

// The samples beyond the longest period are not compared, and the transform of the others is long enough that
// their correlation doesn't come round its end.
YinDifference::YinDifference(const YinOptions& o, double sr)
    : frame_length_(o.frame_length), win_length_(*o.win_length), shortest_(shortest_period(o, sr)),
      longest_(longest_period(o, sr)), fft_(2 * next_fast_len((win_length_ + longest_ + 2) / 2)),
      frame_(static_cast<std::size_t>(fft_.size())), windowed_(frame_.size()), correlation_(frame_.size()),
      bins_(static_cast<std::size_t>(fft_.bins())), window_bins_(bins_.size()),
      difference_(static_cast<std::size_t>(longest_ - shortest_ + 1)), means_(difference_.size()) {}

template <class T>
std::span<const double> YinDifference::operator()(const T* frame) {
    const Index compared = win_length_ + longest_ + 1;
    std::copy_n(frame, compared, frame_.begin());
    // What is not finite makes the frame so wherever it is.
    frame_[0] +=
        static_cast<double>(simd::run<zero_if_finite<T>>(frame + compared, frame_length_ - compared));
    std::copy_n(frame_.begin() + 1, win_length_, windowed_.begin() + 1);
    fft_.forward(frame_.data(), bins_.data());
    fft_.forward(windowed_.data(), window_bins_.data());
    simd::run<multiply_conjugate>(reinterpret_cast<const double*>(window_bins_.data()),
                                  reinterpret_cast<double*>(bins_.data()), fft_.bins());
    fft_.inverse(bins_.data(), correlation_.data());
    // The energy of the window at each lag: what came in against what went out.
    const double first = simd::run<sum_of_all_squares>(windowed_.data() + 1, win_length_);
    const double at_once = cleared(first);
    double in = 0, out = 0, total = 0;
    for (Index lag = 1; lag <= longest_; ++lag) {
        const double newest = frame_[static_cast<std::size_t>(lag + win_length_)];
        const double oldest = frame_[static_cast<std::size_t>(lag)];
        in += newest * newest;
        out += oldest * oldest;
        const double later = cleared(first + (in - out));
        const double difference = at_once + later - 2 * cleared(correlation_[static_cast<std::size_t>(lag)]);
        total += difference;
        if (lag < shortest_) continue;
        difference_[static_cast<std::size_t>(lag - shortest_)] = difference;
        means_[static_cast<std::size_t>(lag - shortest_)] = total;
    }
    simd::run<divide_by_means>(difference_.data(), means_.data(), static_cast<double>(shortest_),
                               std::ssize(difference_));
    return difference_;
}

double YinDifference::shift(std::size_t i) const {
    const auto& d = difference_;
    if (i == 0 || i + 1 == d.size()) return 0;
    const double bend = d[i + 1] + d[i - 1] - 2 * d[i];
    const double slope = (d[i + 1] - d[i - 1]) / 2;
    return std::fabs(slope) < std::fabs(bend) ? -slope / bend : 0;
}

bool YinDifference::trough(std::size_t i) const {
    const auto& d = difference_;
    if (i == 0) return d[0] < d[1];
    return d[i] < d[i - 1] && (i + 1 == d.size() || d[i] <= d[i + 1]);
}

template std::span<const double> YinDifference::operator()(const float*);
template std::span<const double> YinDifference::operator()(const double*);

} // namespace impl

template <class T>
YinAnalyser<T>::YinAnalyser(double sr, const YinOptions& options, Index channels)
    : sr_(sr), options_(resolve(options, sr)),
      segments_(options_.frame_length, options_.frame_length - *options_.hop_length, options_.boundary, false,
                impl::checked_channels("YinAnalyser", channels)),
      difference_(options_, sr), f0_(static_cast<std::size_t>(channels)) {}

template <class T>
std::span<const double> YinAnalyser<T>::pitches(Block<const T> segment) {
    for (Index c = 0; c < segment.channels(); ++c) {
        const auto d = difference_(segment.channel(c).data());
        std::size_t chosen = 0;
        while (chosen < d.size() && !(d[chosen] < options_.trough_threshold && difference_.trough(chosen)))
            ++chosen;
        if (chosen == d.size())
            chosen = static_cast<std::size_t>(std::min_element(d.begin(), d.end()) - d.begin());
        const double period = static_cast<double>(difference_.shortest() + static_cast<Index>(chosen)) +
                              difference_.shift(chosen);
        f0_[static_cast<std::size_t>(c)] = sr_ / period;
    }
    return f0_;
}

template class YinAnalyser<float>;
template class YinAnalyser<double>;

namespace {

template <class T>
std::vector<double> whole_yin(std::span<const T> x, double sr, const YinOptions& options) {
    YinAnalyser<T> analyser(sr, options);
    std::vector<double> f0;
    const auto keep = [&](std::span<const double> frame) { f0.push_back(frame[0]); };
    analyser.process(x, keep);
    analyser.finish(keep);
    return f0;
}

} // namespace

std::vector<double> yin(std::span<const float> x, double sr, const YinOptions& options) {
    return whole_yin(x, sr, options);
}
std::vector<double> yin(std::span<const double> x, double sr, const YinOptions& options) {
    return whole_yin(x, sr, options);
}

} // namespace pya::dsp
