// SPDX-License-Identifier: MIT
#include <pya/dsp/feature/feature_analyser.hpp>

#include <pya/dsp/feature/piptrack.hpp>
#include <pya/dsp/spectral/stft_options.hpp>
#include <pya/error.hpp>

#include "dsp/feature/feature_set.hpp"
#include "dsp/shape.hpp"

#include <algorithm>
#include <utility>

namespace pya::dsp {

using detail::fail;

FrameOptions resolve(const FrameOptions& options) {
    FrameOptions used = options;
    if (!used.window.samples.empty()) used.nperseg = std::ssize(used.window.samples);
    if (used.nperseg < 1 || used.nperseg > longest_frame)
        fail("features: option nperseg is ", used.nperseg, "; it must lie between 1 and ", longest_frame);
    if (!used.nfft) used.nfft = used.nperseg;
    if (*used.nfft < used.nperseg || *used.nfft > longest_frame)
        fail("features: option nfft is ", *used.nfft, "; it must lie between nperseg = ", used.nperseg,
             " and ", longest_frame);
    if (used.stride < 1 || used.stride >= Index{1} << 48)
        fail("features: option stride is ", used.stride, "; it must be 1 or more, and below 2^48");
    return used;
}

Index frame_count(const FrameOptions& options, Index n) {
    const Index length = *options.nfft, reach = options.boundary == Boundary::off ? 0 : length / 2;
    if (n == 0) return 0;
    const bool mirrored = options.boundary == Boundary::even || options.boundary == Boundary::odd;
    const Index least = mirrored ? reach + 1 : options.boundary == Boundary::off ? length : 1;
    if (n < least)
        fail("features: the signal has ", n, " samples; with this boundary it must have ", least,
             " or more, or be empty");
    return (n + 2 * reach - length) / options.stride + 1;
}

namespace {

Index first_begin(const FrameOptions& frames) {
    return frames.boundary == Boundary::off ? 0 : -(*frames.nfft / 2);
}

impl::FeatureSetup setup_of(double sr, const FrameOptions& frames, const FeatureOptions& options,
                            Index channels) {
    return {sr, frames, options, channels};
}

} // namespace

template <class T>
FeatureAnalyser<T>::FeatureAnalyser(double sr, const std::vector<std::string>& features,
                                    const FrameOptions& frames, const FeatureOptions& options, Index channels)
    : frames_(resolve(frames)),
      set_(std::make_unique<impl::FeatureSet<T>>(
          features, setup_of(sr, frames_, options, impl::checked_channels("FeatureAnalyser", channels)))),
      columns_(set_->columns()),
      segments_(*frames_.nfft, *frames_.nfft - frames_.stride, frames_.boundary, false, channels),
      raw_(static_cast<std::size_t>(set_->raw())), row_(static_cast<std::size_t>(set_->count() * channels)),
      begin_(first_begin(frames_)) {
    set_->require_stream();
}

template <class T>
FeatureAnalyser<T>::FeatureAnalyser(FeatureAnalyser&&) noexcept = default;
template <class T>
FeatureAnalyser<T>& FeatureAnalyser<T>::operator=(FeatureAnalyser&&) noexcept = default;
template <class T>
FeatureAnalyser<T>::~FeatureAnalyser() = default;

template <class T>
void FeatureAnalyser<T>::reset() {
    set_->reset();
    segments_.reset();
    begin_ = first_begin(frames_);
    samples_ = 0;
    ended_ = false;
}

template <class T>
Block<const double> FeatureAnalyser<T>::row(Block<const T> segment) {
    const Index n = segment.samples();
    const Index begin = std::clamp<Index>(-begin_, 0, n);
    const Index end = ended_ ? std::clamp<Index>(samples_ - begin_, begin, n) : n;
    const Block<double> row(row_.data(), set_->count(), segment.channels());
    for (Index c = 0; c < segment.channels(); ++c) {
        set_->measure(segment.channel(c).data(), begin, end, c, raw_.data());
        set_->finish(raw_.data(), row.channel(c).data());
    }
    begin_ += frames_.stride;
    return row;
}

template class FeatureAnalyser<float>;
template class FeatureAnalyser<double>;

namespace {

template <class T>
FeatureTable features_of(Block<const T> sig, double sr, const std::vector<std::string>& names,
                         const FrameOptions& given, const FeatureOptions& given_options) {
    const FrameOptions frames = resolve(given);
    FeatureOptions options = given_options;
    const Index n = sig.samples();
    FeatureTable table;
    table.frames = frame_count(frames, n);
    const bool chroma = std::find(names.begin(), names.end(), "chroma") != names.end();
    impl::FeatureSet<T> set(names, setup_of(sr, frames, options, sig.channels()));
    if (chroma && !options.chroma.tuning) {
        options.chroma.tuning =
            estimate_tuning(sig, sr, given, {.bins_per_octave = options.chroma.n_chroma, .power = 2});
        set = impl::FeatureSet<T>(names, setup_of(sr, frames, options, sig.channels()));
    }
    table.columns = set.columns();

    // Each frame by itself, then what all of them decide, then the last step.
    const Index rows = table.frames * sig.channels();
    std::vector<double> raw(static_cast<std::size_t>(rows * set.raw()));
    for (Index c = 0; c < sig.channels(); ++c) {
        Index frame = 0, begin = first_begin(frames);
        Segmenter<T> segments(*frames.nfft, *frames.nfft - frames.stride, frames.boundary, false);
        const auto measure = [&](Block<const T> segment) {
            const Index first = std::clamp<Index>(-begin, 0, *frames.nfft);
            set.measure(segment.data(), first, std::clamp<Index>(n - begin, first, *frames.nfft), c,
                        raw.data() + (frame * sig.channels() + c) * set.raw());
            ++frame;
            begin += frames.stride;
        };
        segments.process(sig.channels_from(c, 1), measure);
        segments.finish(measure);
    }
    set.hold(raw.data(), rows);
    table.values.resize(static_cast<std::size_t>(rows * set.count()));
    for (Index r = 0; r < rows; ++r)
        set.finish(raw.data() + r * set.raw(), table.values.data() + r * set.count());
    return table;
}

} // namespace

FeatureTable features(Block<const float> sig, double sr, const std::vector<std::string>& names,
                      const FrameOptions& frames, const FeatureOptions& options) {
    return features_of(sig, sr, names, frames, options);
}
FeatureTable features(Block<const double> sig, double sr, const std::vector<std::string>& names,
                      const FrameOptions& frames, const FeatureOptions& options) {
    return features_of(sig, sr, names, frames, options);
}

} // namespace pya::dsp
