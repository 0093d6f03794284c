// SPDX-License-Identifier: MIT
#include <pya/dsp/feature/feature_analyser.hpp>

#include <pya/dsp/feature/piptrack.hpp>
#include <pya/dsp/spectral/stft_options.hpp>
#include <pya/error.hpp>
#include <pya/storage/pool.hpp>

#include "dsp/feature/band_filters.hpp"
#include "dsp/feature/feature_set.hpp"
#include "dsp/feature/tuning.hpp"
#include "dsp/shape.hpp"

#include <algorithm>
#include <optional>
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
    if (set_) set_->reset(); // not in one that was moved from
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
    if (!set_) detail::fail("FeatureAnalyser: this one was moved from; another must be assigned");
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

constexpr Index most_kept = Index{1} << 23; // powers of bins, 64 MB; more of them are computed again
constexpr Index most_frames = 16;           // whose powers are kept where the tuning is given

template <class T>
FeatureTable features_of(Block<const T> sig, double sr, const std::vector<std::string>& names,
                         const FrameOptions& given, const FeatureOptions& options) {
    const FrameOptions frames = resolve(given);
    const Index n = sig.samples(), channels = sig.channels();
    FeatureTable table;
    table.frames = frame_count(frames, n);
    impl::FeatureSet<T> set(names, setup_of(sr, frames, options, channels));
    table.columns = set.columns();
    const Index rows = table.frames * channels, bins = impl::padded_bins(*frames.nfft / 2 + 1);
    const storage::Temporary<double> raw(static_cast<std::size_t>(rows * set.raw()));
    std::optional<storage::Temporary<double>> powers;
    const bool has_chroma = std::find(names.begin(), names.end(), "chroma") != names.end();
    const bool tuned = options.chroma.tuning.has_value();
    const Index kept_frames = std::clamp<Index>(most_kept / bins, 1, most_frames);

    // Calls with_segment(segment, channel, frame).
    const auto for_each_segment = [&](const auto& with_segment) {
        for (Index c = 0; c < channels; ++c) {
            Index frame = 0;
            Segmenter<T> segments(*frames.nfft, *frames.nfft - frames.stride, frames.boundary, false);
            const auto sink = [&](Block<const T> segment) { with_segment(segment.data(), c, frame++); };
            segments.process(sig.channels_from(c, 1), sink);
            segments.finish(sink);
        }
    };
    const auto raw_of = [&](Index c, Index frame) { return raw.data() + (frame * channels + c) * set.raw(); };
    const auto measure_tuned = [&](Index c, Index frame, Index count, const double* power) {
        set.measure_tuned(power, count, raw_of(c, frame), channels * set.raw());
    };
    const auto measure = [&](const auto& with_frame) {
        for_each_segment([&](const T* segment, Index c, Index frame) {
            const Index begin = first_begin(frames) + frame * frames.stride;
            const Index first = std::clamp<Index>(-begin, 0, *frames.nfft);
            with_frame(set.measure(segment, first, std::clamp<Index>(n - begin, first, *frames.nfft), c,
                                   raw_of(c, frame),
                                   !powers ? nullptr
                                   : tuned ? powers->data() + frame % kept_frames * bins
                                           : powers->data() + (c * table.frames + frame) * bins));
            if (!tuned || !powers) return;
            // Several frames together take less time than each by itself.
            const Index kept = frame % kept_frames + 1;
            if (kept == kept_frames || frame + 1 == table.frames)
                measure_tuned(c, frame + 1 - kept, kept, powers->data());
        });
    };

    // Each frame by itself, then what all of them decide, then the last step.
    if (!has_chroma || tuned) {
        if (has_chroma) powers.emplace(static_cast<std::size_t>(kept_frames * bins));
        measure([](const impl::FeatureFrame&) {});
    } else {
        if (rows <= most_kept / bins) powers.emplace(static_cast<std::size_t>(rows * bins));
        set.tune(impl::tuning_of(sr, *frames.nfft, rows,
                                 {.bins_per_octave = options.chroma.n_chroma, .power = 2}, measure));
        if (powers) {
            for (Index c = 0; c < channels; ++c)
                measure_tuned(c, 0, table.frames, powers->data() + c * table.frames * bins);
        } else {
            impl::FeatureTransform<T> transform(frames);
            for_each_segment([&](const T* segment, Index c, Index frame) {
                measure_tuned(c, frame, 1, transform(segment, {.power = true}).power.data());
            });
        }
    }
    set.hold(raw.data(), rows);
    // Row by row, since to fill new memory with zeros first would take longer than to copy a row.
    table.values.reserve(static_cast<std::size_t>(rows * set.count()));
    std::vector<double> row(static_cast<std::size_t>(set.count()));
    for (Index r = 0; r < rows; ++r) {
        set.finish(raw.data() + r * set.raw(), row.data());
        table.values.insert(table.values.end(), row.begin(), row.end());
    }
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
