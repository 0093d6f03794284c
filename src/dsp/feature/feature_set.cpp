// SPDX-License-Identifier: MIT
#include "dsp/feature/feature_set.hpp"

#include <pya/error.hpp>

#include "dsp/feature/band_filters.hpp"
#include "dsp/spectral/bin_powers.hpp"
#include "dsp/window/cache.hpp"
#include "simd/run.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace pya::dsp::impl {

namespace {

using Maker = std::unique_ptr<Feature> (*)(const FeatureSetup&);

constexpr std::array<std::pair<const char*, Maker>, 11> makers{{
    {"centroid", make_centroid},
    {"bandwidth", make_bandwidth},
    {"rolloff", make_rolloff},
    {"flatness", make_flatness},
    {"contrast", make_contrast},
    {"flux", make_flux},
    {"rms", make_rms},
    {"zero_crossing_rate", make_zero_crossing_rate},
    {"mel", make_mel},
    {"mfcc", make_mfcc},
    {"chroma", make_chroma},
}};

std::unique_ptr<Feature> make(const std::string& name, const FeatureSetup& setup) {
    std::string known;
    for (const auto& [feature, maker] : makers) {
        if (name == feature) return maker(setup);
        known += (known.empty() ? "'" : ", '") + std::string(feature) + "'";
    }
    detail::fail("features: there is no feature '", name, "'; there are ", known);
}

/// Samples under the window, in double precision.
template <class T>
PYA_INLINE void under_window(const T* segment, const double* window, double* windowed, Index n) {
    PYA_INDEPENDENT
    for (Index i = 0; i < n; ++i) windowed[i] = static_cast<double>(segment[i]) * window[i];
}

/// The sum of the squares in double precision, lane by lane.
template <class T, class Set>
PYA_INLINE double sum_of_squares(const T* x, Index n) {
    return sum_in_lanes<Set>(n, [=](auto& value, Index i) PYA_INLINE_LAMBDA {
        simd::load_as(value, x + i);
        value *= value;
    });
}

/// The same, and the samples under the window. While these move through the caches, the sum costs little.
template <class T, class Set>
PYA_INLINE double under_window_and_squares(const T* segment, const double* window, double* windowed,
                                           Index n) {
    return sum_in_lanes<Set>(n, [=](auto& value, Index i) PYA_INLINE_LAMBDA {
        auto factor = value;
        simd::load_as(value, segment + i);
        simd::load(factor, window + i);
        simd::store(value * factor, windowed + i);
        value *= value;
    });
}

/// The powers of bins, pairs of real and imaginary part, and their magnitudes.
PYA_INLINE void powers_and_roots(const double* z, double* power, double* magnitudes, Index n) {
    PYA_INDEPENDENT
    for (Index k = 0; k < n; ++k) {
        power[k] = z[2 * k] * z[2 * k] + z[2 * k + 1] * z[2 * k + 1];
        magnitudes[k] = std::sqrt(power[k]);
    }
}

/// The same, and the moments of the magnitudes, which take the place of those before. While the processor
/// takes roots, all else costs little.
PYA_INLINE Moments powers_roots_and_moments(const double* z, const double* hz, double* power,
                                            double* magnitudes, double* before, Index n) {
    double sums[lane_count] = {}, products[lane_count] = {}, increases[lane_count] = {};
    const auto add = [&](Index l, Index i) PYA_INLINE_LAMBDA {
        const double x = magnitudes[i], more = x - before[i];
        sums[l] += x;
        products[l] += x * hz[i];
        increases[l] += more < 0 ? 0 : more;
        before[i] = x;
    };
    Index i = 0;
    for (; i + lane_count <= n; i += lane_count) {
        powers_and_roots(z + 2 * i, power + i, magnitudes + i, lane_count);
        PYA_INDEPENDENT
        for (Index l = 0; l < lane_count; ++l) add(l, i + l);
    }
    powers_and_roots(z + 2 * i, power + i, magnitudes + i, n - i);
    for (Index l = 0; i < n; ++i, ++l) add(l, i);
    const double sum = sum_of_lanes(sums);
    return {sum, sum_of_lanes(products) / divisor(sum), sum_of_lanes(increases)};
}

} // namespace

std::vector<FeatureColumn> numbered_columns(const std::string& name, Index count) {
    std::vector<FeatureColumn> columns;
    for (Index i = 0; i < count; ++i) columns.push_back({name + std::to_string(i)});
    return columns;
}

template <class T>
FeatureTransform<T>::FeatureTransform(const FrameOptions& frames)
    : window_(static_cast<std::size_t>(*frames.nfft)), fft_(*frames.nfft), windowed_(window_.size()),
      power_(static_cast<std::size_t>(padded_bins(fft_.bins()))), magnitudes_(power_.size()),
      bins_(static_cast<std::size_t>(fft_.bins())) {
    const auto window = shared_window(frames.window, frames.nperseg);
    std::copy(window->begin(), window->end(), window_.begin() + (*frames.nfft - frames.nperseg) / 2);
}

template <class T>
FeatureFrame FeatureTransform<T>::operator()(const T* segment, FrameNeeds needs, double* power,
                                             const double* hz, double* before) {
    Moments moments;
    double energy = 0;
    const Index n = fft_.bins();
    if (!power) power = power_.data();
    if (needs.power) {
        if (needs.energy)
            energy =
                simd::run<under_window_and_squares<T, simd::Baseline>,
                          under_window_and_squares<T, simd::Avx2>, under_window_and_squares<T, simd::Avx512>>(
                    segment, window_.data(), windowed_.data(), fft_.size());
        else
            simd::run<under_window<T>>(segment, window_.data(), windowed_.data(), fft_.size());
        fft_.forward(windowed_.data(), bins_.data());
        const auto* const z = reinterpret_cast<const double*>(bins_.data());
        if (needs.moments)
            moments = simd::run<powers_roots_and_moments>(z, hz, power, magnitudes_.data(), before, n);
        else if (needs.magnitudes)
            simd::run<powers_and_roots>(z, power, magnitudes_.data(), n);
        else
            bin_powers(n, bins_.data(), 1., power);
        std::fill(power + n, power + std::ssize(power_), 0.);
    } else if (needs.energy) {
        energy = simd::run<sum_of_squares<T, simd::Baseline>, sum_of_squares<T, simd::Avx2>,
                           sum_of_squares<T, simd::Avx512>>(segment, fft_.size());
    }
    const auto bins = static_cast<std::size_t>(n);
    return {.samples = std::span(segment, window_.size()),
            .end = fft_.size(),
            .power = {power, bins},
            .magnitudes = {magnitudes_.data(), needs.magnitudes ? bins : 0},
            .moments = moments,
            .energy = energy};
}

template <class T>
FeatureSet<T>::FeatureSet(const std::vector<std::string>& names, const FeatureSetup& setup)
    : transform_(setup.frames) {
    if (!(setup.sr > 0 && std::isfinite(setup.sr)))
        detail::fail("features: argument sr is ", setup.sr, "; it must be above 0 Hz");
    if (names.empty()) detail::fail("features: argument names is empty; it must name at least one feature");
    for (const std::string& name : names) {
        features_.push_back(make(name, setup));
        Feature& feature = *features_.back();
        feature.count_columns();
        needs_ |= feature.needs();
        raw_counts_.push_back(feature.raw());
        raw_ += raw_counts_.back();
        count_ += feature.count();
    }
    if (needs_.moments) {
        hz_ = fft_frequencies(setup.sr, *setup.frames.nfft);
        before_.resize(hz_.size() * static_cast<std::size_t>(setup.channels));
    }
    if (needs_.mel) needs_ |= mel_.emplace(setup).needs();
}

template <class T>
std::vector<FeatureColumn> FeatureSet<T>::columns() const {
    std::vector<FeatureColumn> all;
    for (const auto& feature : features_)
        for (FeatureColumn& column : feature->columns()) all.push_back(std::move(column));
    return all;
}

template <class T>
void FeatureSet<T>::require_stream() const {
    for (const auto& feature : features_)
        if (const char* const option = feature->needs_whole())
            detail::fail("FeatureAnalyser: option ", option);
}

template <class T>
FeatureFrame FeatureSet<T>::measure(const T* segment, Index begin, Index end, Index channel, double* raw,
                                    double* power) {
    FeatureFrame frame =
        transform_(segment, needs_, power, hz_.data(), before_.data() + channel * std::ssize(hz_));
    frame.begin = begin;
    frame.end = end;
    frame.channel = channel;
    frame.kept = power != nullptr;
    if (mel_) frame.mel = (*mel_)(frame);
    for (std::size_t i = 0; i < features_.size(); raw += raw_counts_[i++]) features_[i]->measure(frame, raw);
    return frame;
}

template <class T>
void FeatureSet<T>::tune(double tuning) {
    for (const auto& feature : features_) feature->tune(tuning);
}

template <class T>
void FeatureSet<T>::measure_tuned(const double* power, Index rows, double* raw, Index stride) {
    for (std::size_t i = 0; i < features_.size(); raw += raw_counts_[i++])
        features_[i]->measure_tuned(power, rows, raw, stride);
}

template <class T>
void FeatureSet<T>::hold(double* raw, Index rows) const {
    for (std::size_t i = 0; i < features_.size(); raw += raw_counts_[i++])
        features_[i]->hold(raw, rows, raw_);
}

template <class T>
void FeatureSet<T>::finish(const double* raw, double* out) const {
    for (std::size_t i = 0; i < features_.size(); ++i) {
        features_[i]->finish(raw, out);
        raw += raw_counts_[i];
        out += features_[i]->count();
    }
}

template <class T>
void FeatureSet<T>::reset() {
    for (const auto& feature : features_) feature->reset();
}

template class FeatureTransform<float>;
template class FeatureTransform<double>;
template class FeatureSet<float>;
template class FeatureSet<double>;

} // namespace pya::dsp::impl
