// SPDX-License-Identifier: MIT
// What needs the whole stream before its first sample.
#include <pya/astream.hpp>

#include <pya/dsp/level/level.hpp>
#include <pya/dsp/loudness/meter.hpp>
#include <pya/dsp/loudness/true_peak.hpp>
#include <pya/mapping.hpp>

#include "dsp/level/mean_of_blocks.hpp"
#include "stream/step.hpp"

#include <algorithm>
#include <cmath>

namespace pya {
namespace {

using Values = std::vector<double>;

/// The largest magnitude of each channel; NaN if one is NaN.
class Peaks : public detail::Meter {
public:
    explicit Peaks(Index channels) : peaks_(static_cast<std::size_t>(channels), 0.) {}

    void take(dsp::Block<const float> block) override {
        for (std::size_t c = 0; c < peaks_.size(); ++c) {
            const double own = dsp::peak(block.channels_from(static_cast<Index>(c), 1));
            if (!(own <= peaks_[c]) && !std::isnan(peaks_[c])) peaks_[c] = own;
        }
    }
    Values values() override { return peaks_; }

private:
    Values peaks_;
};

/// The mean of each channel.
class Means : public detail::Meter {
public:
    Means(Index channels, Index samples)
        : means_(static_cast<std::size_t>(channels), dsp::impl::MeanOfBlocks(samples)) {}

    void take(dsp::Block<const float> block) override {
        for (std::size_t c = 0; c < means_.size(); ++c) means_[c].take(block.channel(static_cast<Index>(c)));
    }
    Values values() override {
        Values values;
        for (const auto& mean : means_) values.push_back(mean.mean());
        return values;
    }

private:
    std::vector<dsp::impl::MeanOfBlocks> means_;
};

LoudnessOptions long_enough(LoudnessOptions options, double dur) {
    options.longest = std::max(options.longest.value, dur);
    return options;
}

/// The factor for a loudness; none for silence.
class LoudnessFactor : public detail::Meter {
public:
    LoudnessFactor(int sr, Index channels, const LoudnessOptions& options, Lufs level)
        : meter_(sr, channels, options), level_(level) {}

    void take(dsp::Block<const float> block) override { meter_.process(block); }
    Values values() override {
        const double before = meter_.integrated() > -HUGE_VAL ? meter_.integrated() : meter_.ungated();
        if (!(before > -HUGE_VAL)) return {};
        return {dbamp(level_.value - before)};
    }

private:
    dsp::LoudnessMeter<float> meter_;
    Lufs level_;
};

/// Applies rescale(offset(value), gain(value)) to each channel.
template <class Offset, class Gain>
void rescale_channels(storage::Samples& samples, const Values& values, Offset offset, Gain gain) {
    auto value = values.begin();
    samples.transform([&](const float* in, float* out, Index n) {
        dsp::rescale(dsp::Block<const float>(in, n), offset(*value), gain(*value), dsp::Block<float>(out, n));
        ++value;
    });
}

} // namespace

void Astream::check_repeats(const char* method) const {
    if (node_->once())
        detail::fail("Astream::", method,
                     ": it needs the whole stream before its first sample, and a pipe can be read only once; "
                     "save it to a file, and run that");
}

Astream Astream::remove_DC() const {
    check_repeats("remove_DC");
    const Index length = known_length("remove_DC");
    return Astream(detail::measured(
        node_, head().remove_DC(),
        [channels = channels(), length] { return std::make_unique<Means>(channels, length); },
        [](const Values& means, storage::Samples& samples) {
            rescale_channels(
                samples, means, [](double mean) { return mean; }, [](double) { return 1; });
        }));
}

Astream Astream::peaked(Asig after, double target) const {
    return Astream(detail::measured(
        node_, std::move(after), [channels = channels()] { return std::make_unique<Peaks>(channels); },
        [target](const Values& peaks, storage::Samples& samples) {
            rescale_channels(
                samples, peaks, [](double) { return 0; },
                [target](double peak) { return peak == 0 ? 1 : target / peak; });
        }));
}

Astream Astream::norm(double level, NormOptions options) const {
    check_repeats("norm");
    detail::check_ends("norm", *node_);
    const double target = options.in_db ? dbamp(level) : level;
    Asig after = head().norm(level, options);
    if (!options.dcflag) return peaked(std::move(after), target);
    return remove_DC().peaked(std::move(after), target);
}

Astream Astream::norm(Decibels level, NormOptions options) const {
    options.in_db = true;
    return norm(level.value, options);
}

Astream Astream::norm(Lufs level, const LoudnessOptions& options) const {
    check_repeats("norm");
    known_length("norm");
    const LoudnessOptions measured_by = long_enough(options, *dur());
    return Astream(detail::measured(
        node_, head().norm(level, options),
        [sr = sr(), channels = channels(), measured_by, level] {
            return std::make_unique<LoudnessFactor>(sr, channels, measured_by, level);
        },
        [](const Values& factor, storage::Samples& samples) {
            if (factor.empty()) return;
            samples.transform([amp = static_cast<float>(factor[0])](const float* in, float* out, Index n) {
                dsp::scale(dsp::Block<const float>(in, n), amp, dsp::Block<float>(out, n));
            });
        }));
}

Loudness Astream::loudness(const LoudnessOptions& options, const RunOptions& run) const {
    known_length("loudness");
    dsp::LoudnessMeter<float> meter(sr(), channels(), long_enough(options, *dur()));
    dsp::TruePeakMeter<float> peaks(channels());
    each(
        [&](const Asig& block) {
            meter.process(block.sig());
            peaks.process(block.sig());
        },
        run);
    peaks.end();
    double peak = 0;
    for (Index c = 0; c < channels(); ++c) peak = std::max(peak, peaks.peak(c));
    return {.integrated = meter.integrated(),
            .range = meter.range(),
            .momentary = meter.max_momentary(),
            .short_term = meter.max_short_term(),
            .ungated = meter.ungated(),
            .true_peak = ampdb(peak)};
}

} // namespace pya
