// SPDX-License-Identifier: MIT
// Spectra in bands: mel and its cepstrum, and chroma.
#include "dsp/feature/feature.hpp"
#include "dsp/feature/floor.hpp"
#include "dsp/feature/lanes.hpp"
#include "dsp/feature/mel_cepstrum.hpp"
#include "dsp/feature/norm.hpp"
#include "simd/run.hpp"

#include <pya/error.hpp>

#include <array>
#include <cmath>

namespace pya::dsp::impl {

namespace {

double dot(const double* weights, const double* x, Index n) { return simd::run<lane_dot>(weights, x, n); }

class Mel : public Feature {
public:
    explicit Mel(const FeatureSetup& setup)
        : options_(setup.options.mel), values_(static_cast<std::size_t>(setup.bins())) {
        if (!(options_.power > 0 && std::isfinite(options_.power)))
            detail::fail("features: option mel.power is ", options_.power, "; it must be above 0");
        const AlignedVector<double> all = mel_filter_weights(setup.sr, *setup.frames.nfft, options_);
        const std::vector<double> hz = mel_frequencies(options_.n_mels + 2, options_.fmin,
                                                       options_.fmax.value_or(setup.sr / 2), options_.scale);
        for (Index m = 0; m < options_.n_mels; ++m) {
            const double* const begin = all.data() + m * setup.bins();
            const double* const end = begin + setup.bins();
            const auto weighs = [](double w) { return w != 0; };
            const double* const first = std::find_if(begin, end, weighs);
            const double* last = end;
            while (last > first && last[-1] == 0) --last;
            filters_.push_back({first - begin, std::vector<double>(first, last)});
            hz_.push_back(hz[static_cast<std::size_t>(m + 1)]);
        }
    }

    std::vector<FeatureColumn> columns() const override {
        std::vector<FeatureColumn> columns = numbered_columns("mel", options_.n_mels);
        for (std::size_t m = 0; m < hz_.size(); ++m) columns[m].hz = hz_[m];
        for (FeatureColumn& column : columns) column.unit = options_.power == 1 ? "amplitude" : "power";
        return columns;
    }

    void measure(const FeatureFrame& frame, double* raw) override {
        const double* x = options_.power == 2 ? frame.power.data() : frame.magnitudes.data();
        if (options_.power != 1 && options_.power != 2) {
            for (std::size_t k = 0; k < values_.size(); ++k)
                values_[k] = std::pow(frame.magnitudes[k], options_.power);
            x = values_.data();
        }
        for (const Filter& filter : filters_)
            *raw++ = dot(filter.weights.data(), x + filter.first, std::ssize(filter.weights));
    }

    Index n_mels() const { return options_.n_mels; }

private:
    struct Filter {
        Index first; // bin
        std::vector<double> weights;
    };

    MelOptions options_;
    std::vector<double> hz_, values_;
    std::vector<Filter> filters_;
};

class MelCepstrum : public Feature {
public:
    explicit MelCepstrum(const FeatureSetup& setup)
        : options_(setup.options.mfcc), mel_(setup),
          matrix_(cepstrum_matrix("features", options_, mel_.n_mels())) {}

    std::vector<FeatureColumn> columns() const override { return numbered_columns("mfcc", options_.n_mfcc); }
    Index raw() const override { return mel_.n_mels(); }
    void measure(const FeatureFrame& frame, double* raw) override {
        mel_.measure(frame, raw);
        for (Index m = 0; m < mel_.n_mels(); ++m) raw[m] = 10 * std::log10(raw[m] < 1e-10 ? 1e-10 : raw[m]);
    }
    void hold(double* raw, Index rows, Index stride) const override {
        hold_above(raw, rows, mel_.n_mels(), stride, options_.top_db);
    }
    void finish(const double* raw, double* out) const override {
        for (Index k = 0; k < options_.n_mfcc; ++k)
            out[k] = dot(matrix_.data() + k * mel_.n_mels(), raw, mel_.n_mels());
    }
    const char* needs_whole() const override {
        return options_.top_db
                   ? "mfcc.top_db is below the loudest frame, which a stream doesn't know; it must be {}"
                   : nullptr;
    }

private:
    MelCepstrumOptions options_;
    Mel mel_;
    std::vector<double> matrix_; // n_mfcc x n_mels, row by row
};

class Chroma : public Feature {
public:
    explicit Chroma(const FeatureSetup& setup)
        : options_(setup.options.chroma), bins_(setup.bins()),
          weights_(chroma_weights(setup.sr, *setup.frames.nfft, options_)) {}

    std::vector<FeatureColumn> columns() const override {
        if (options_.n_chroma != 12 || !options_.base_c) return numbered_columns("chroma", options_.n_chroma);
        constexpr std::array notes{"C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B"};
        std::vector<FeatureColumn> columns;
        for (const char* note : notes) columns.push_back({note});
        return columns;
    }
    void measure(const FeatureFrame& frame, double* raw) override {
        for (Index c = 0; c < options_.n_chroma; ++c)
            raw[c] = dot(weights_.data() + c * bins_, frame.power.data(), bins_);
        scale_to_norm(raw, options_.n_chroma, 1, options_.norm);
    }
    const char* needs_whole() const override {
        return options_.tuning
                   ? nullptr
                   : "chroma.tuning is left out, and a stream can't estimate it; it must be given";
    }

private:
    ChromaOptions options_;
    Index bins_;
    AlignedVector<double> weights_;
};

} // namespace

std::unique_ptr<Feature> make_mel(const FeatureSetup& setup) { return std::make_unique<Mel>(setup); }
std::unique_ptr<Feature> make_mfcc(const FeatureSetup& setup) { return std::make_unique<MelCepstrum>(setup); }
std::unique_ptr<Feature> make_chroma(const FeatureSetup& setup) { return std::make_unique<Chroma>(setup); }

} // namespace pya::dsp::impl
