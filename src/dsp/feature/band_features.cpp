// SPDX-License-Identifier: MIT
// Spectra in bands: mel and its cepstrum, and chroma.
#include "dsp/feature/band_filters.hpp"
#include "dsp/feature/feature.hpp"
#include "dsp/feature/floor.hpp"
#include "dsp/feature/mel_cepstrum.hpp"
#include "dsp/feature/norm.hpp"
#include "simd/run.hpp"
#include "simd/transpose.hpp"
#include "simd/vector.hpp"

#include <pya/dsp/feature/notes.hpp>
#include <pya/error.hpp>

#include <cmath>

namespace pya::dsp::impl {

namespace {

using Lanes = simd::Vector<double, 8>;

/// out[k] = the sum of matrix[m][k] x[m] for the k of `vectors` vectors; a row has `width` of them.
template <int vectors>
PYA_INLINE void some_columns_dot(const double* matrix, Index width, const double* x, Index n, double* out) {
    Lanes sums[vectors][2] = {};
    for (Index m = 0; m < n; ++m)
        for (Index v = 0; v < vectors; ++v) {
            Lanes row;
            simd::load(row, matrix + m * width + v * 8);
            sums[v][m % 2] += row * x[m];
        }
    for (Index v = 0; v < vectors; ++v) simd::store(sums[v][0] + sums[v][1], out + v * 8);
}

/// The same for all k; a row is of whole vectors.
PYA_INLINE void columns_dot(const double* matrix, Index width, const double* x, Index n, double* out) {
    Index k = 0;
    for (; k + 24 <= width; k += 24) some_columns_dot<3>(matrix + k, width, x, n, out + k);
    for (; k < width; k += 8) some_columns_dot<1>(matrix + k, width, x, n, out + k);
}

/// The sums of the products of spectra and rows of weights, eight at most: sums[classes f + r]. Spectra and
/// rows are n apart, whole vectors. A sum has the same bits whichever others are computed with it.
template <int frames, int classes>
PYA_INLINE void dots(const double* weights, const double* x, Index n, double* sums) {
    Lanes sum[8];
    for (Lanes& s : sum) s = Lanes{};
    for (Index i = 0; i < n; i += 8) {
        Lanes values[frames];
        for (Index f = 0; f < frames; ++f) simd::load(values[f], x + f * n + i);
        for (Index r = 0; r < classes; ++r) {
            Lanes factors;
            simd::load(factors, weights + r * n + i);
            for (Index f = 0; f < frames; ++f) sum[classes * f + r] += factors * values[f];
        }
    }
    simd::transpose<8>(sum);
    simd::store(((sum[0] + sum[1]) + (sum[2] + sum[3])) + ((sum[4] + sum[5]) + (sum[6] + sum[7])), sums);
}

class Mel : public Feature {
public:
    explicit Mel(const FeatureSetup& setup)
        : options_(setup.options.mel), fmax_(options_.fmax.value_or(setup.sr / 2)) {
        check_mel(setup.sr, options_);
    }

    std::vector<FeatureColumn> columns() const override {
        const std::vector<double> corners =
            mel_frequencies(options_.n_mels + 2, options_.fmin, fmax_, options_.scale);
        std::vector<FeatureColumn> columns = numbered_columns("mel", options_.n_mels);
        for (std::size_t m = 0; m < columns.size(); ++m) columns[m].hz = corners[m + 1];
        for (FeatureColumn& column : columns) column.unit = options_.power == 1 ? "amplitude" : "power";
        return columns;
    }

    Index raw() const override { return options_.n_mels; }
    FrameNeeds needs() const override { return {.mel = true}; }
    void measure(const FeatureFrame& frame, double* raw) override {
        std::copy(frame.mel.begin(), frame.mel.end(), raw);
    }

private:
    MelOptions options_;
    double fmax_;
};

class MelCepstrum : public Feature {
public:
    explicit MelCepstrum(const FeatureSetup& setup)
        : options_(setup.options.mfcc), n_mels_(setup.options.mel.n_mels) {
        check_mel(setup.sr, setup.options.mel);
        const std::vector<double> matrix = cepstrum_matrix("features", options_, n_mels_);
        width_ = padded_bins(options_.n_mfcc);
        row_.resize(static_cast<std::size_t>(width_));
        matrix_.resize(static_cast<std::size_t>(n_mels_ * width_));
        for (Index k = 0; k < options_.n_mfcc; ++k)
            for (Index m = 0; m < n_mels_; ++m)
                matrix_[static_cast<std::size_t>(m * width_ + k)] =
                    matrix[static_cast<std::size_t>(k * n_mels_ + m)];
    }

    std::vector<FeatureColumn> columns() const override { return numbered_columns("mfcc", options_.n_mfcc); }
    Index raw() const override { return n_mels_; }
    FrameNeeds needs() const override { return {.mel = true}; }
    void measure(const FeatureFrame& frame, double* raw) override { to_decibels(frame.mel, raw, 10, 1e-10); }
    void hold(double* raw, Index rows, Index stride) const override {
        hold_above(raw, rows, n_mels_, stride, options_.top_db);
    }
    void finish(const double* raw, double* out) const override {
        simd::run<columns_dot>(matrix_.data(), width_, raw, n_mels_, row_.data());
        std::copy_n(row_.begin(), options_.n_mfcc, out);
    }
    const char* needs_whole() const override {
        return options_.top_db
                   ? "mfcc.top_db is below the loudest frame, which a stream doesn't know; it must be {}"
                   : nullptr;
    }

private:
    MelCepstrumOptions options_;
    Index n_mels_;
    Index width_;                       // n_mfcc up to whole vectors
    AlignedVector<double> matrix_;      // n_mels x width_, row by row
    mutable AlignedVector<double> row_; // a result
};

class Chroma : public Feature {
public:
    explicit Chroma(const FeatureSetup& setup)
        : options_(setup.options.chroma), sr_(setup.sr), nfft_(*setup.frames.nfft),
          bins_(padded_bins(setup.bins())) {
        if (options_.tuning)
            tune(*options_.tuning);
        else
            chroma_weights(sr_, 2, options_); // refuses what is out of range
    }

    std::vector<FeatureColumn> columns() const override {
        if (options_.n_chroma != 12 || !options_.base_c) return numbered_columns("chroma", options_.n_chroma);
        std::vector<FeatureColumn> columns;
        for (int k = 0; k < 12; ++k)
            columns.push_back({midi_to_note(k, {.octave = false, .unicode = false})});
        return columns;
    }
    FrameNeeds needs() const override { return {.power = true}; }
    void measure(const FeatureFrame& frame, double* raw) override {
        if (!weights_.empty()) measure_tuned(frame.power.data(), 1, raw, 0);
    }

    void tune(double tuning) override {
        ChromaOptions tuned = options_;
        tuned.tuning = tuning;
        const AlignedVector<double> weights = chroma_weights(sr_, nfft_, tuned);
        const Index bins = nfft_ / 2 + 1;
        weights_.assign(static_cast<std::size_t>((options_.n_chroma + 3) / 4 * 4 * bins_), 0);
        for (Index c = 0; c < options_.n_chroma; ++c)
            std::copy_n(weights.data() + c * bins, bins, weights_.data() + c * bins_);
    }

    void measure_tuned(const double* power, Index rows, double* raw, Index stride) override {
        for (; rows >= 4; rows -= 4, power += 4 * bins_, raw += 4 * stride)
            measure_some<4, 2>(power, raw, stride);
        for (; rows > 0; --rows, power += bins_, raw += stride) measure_some<1, 4>(power, raw, stride);
    }
    const char* needs_whole() const override {
        return options_.tuning
                   ? nullptr
                   : "chroma.tuning is left out, and a stream can't estimate it; it must be given";
    }

private:
    template <int frames, int classes>
    void measure_some(const double* power, double* raw, Index stride) const {
        double sums[8];
        for (Index c = 0; c < options_.n_chroma; c += classes) {
            simd::run<dots<frames, classes>>(weights_.data() + c * bins_, power, bins_, sums);
            for (Index f = 0; f < frames; ++f)
                std::copy_n(sums + classes * f, std::min<Index>(classes, options_.n_chroma - c),
                            raw + f * stride + c);
        }
        for (Index f = 0; f < frames; ++f)
            scale_to_norm(raw + f * stride, options_.n_chroma, 1, options_.norm);
    }

    ChromaOptions options_;
    double sr_;
    Index nfft_, bins_;             // bins_: up to whole vectors
    AlignedVector<double> weights_; // four classes after four, bins_ of each; empty without a tuning
};

} // namespace

std::unique_ptr<Feature> make_mel(const FeatureSetup& setup) { return std::make_unique<Mel>(setup); }
std::unique_ptr<Feature> make_mfcc(const FeatureSetup& setup) { return std::make_unique<MelCepstrum>(setup); }
std::unique_ptr<Feature> make_chroma(const FeatureSetup& setup) { return std::make_unique<Chroma>(setup); }

} // namespace pya::dsp::impl
