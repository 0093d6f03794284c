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

/// The powers of bins, pairs of real and imaginary part, and their magnitudes.
PYA_INLINE void powers_and_roots(const double* z, double* power, double* magnitudes, Index n) {
    PYA_INDEPENDENT
    for (Index k = 0; k < n; ++k) {
        power[k] = z[2 * k] * z[2 * k] + z[2 * k + 1] * z[2 * k + 1];
        magnitudes[k] = std::sqrt(power[k]);
    }
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
FeatureFrame FeatureTransform<T>::operator()(const T* segment, FrameNeeds needs, double* power) {
    const Index n = fft_.bins();
    if (!power) power = power_.data();
    if (needs.power) {
        simd::run<under_window<T>>(segment, window_.data(), windowed_.data(), fft_.size());
        fft_.forward(windowed_.data(), bins_.data());
        if (needs.magnitudes)
            simd::run<powers_and_roots>(reinterpret_cast<const double*>(bins_.data()), power,
                                        magnitudes_.data(), n);
        else
            bin_powers(n, bins_.data(), 1., power);
        std::fill(power + n, power + std::ssize(power_), 0.);
    }
    const auto bins = static_cast<std::size_t>(n);
    return {std::span(segment, window_.size()), 0, fft_.size(), {power, bins}, {magnitudes_.data(), bins}};
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
    if (needs_.moments) hz_ = fft_frequencies(setup.sr, *setup.frames.nfft);
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
    FeatureFrame frame = transform_(segment, needs_, power);
    frame.begin = begin;
    frame.end = end;
    frame.channel = channel;
    if (needs_.moments)
        frame.moments = simd::run<moments>(frame.magnitudes.data(), hz_.data(), std::ssize(hz_));
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
