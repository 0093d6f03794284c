// SPDX-License-Identifier: MIT
// Spectra in bands: mel and its cepstrum, and chroma.
#include "dsp/feature/band_filters.hpp"
#include "dsp/feature/feature.hpp"
#include "dsp/feature/floor.hpp"
#include "dsp/feature/mel_cepstrum.hpp"
#include "dsp/feature/norm.hpp"
#include "simd/eight.hpp"
#include "simd/run.hpp"

#include <pya/dsp/feature/notes.hpp>
#include <pya/error.hpp>

#include <algorithm>
#include <cmath>
#include <vector>

namespace pya::dsp::impl {

namespace {

/// out[k] = the sum of matrix[m][k] x[m] for the k of `eights` times eight columns; a row has `width` of
/// them.
template <int eights, class Set>
PYA_INLINE void some_columns_dot(const double* matrix, Index width, const double* x, Index n, double* out) {
    simd::Eight<Set> even[eights] = {}, odd[eights] = {}; // m
    const auto add_row = [&](simd::Eight<Set>(&sums)[eights], Index m) PYA_INLINE_LAMBDA {
#pragma GCC unroll 3
        for (int e = 0; e < eights; ++e) {
            simd::Eight<Set> row;
            simd::load(row, matrix + m * width + e * 8);
            simd::add_product(sums[e], row, x[m]);
        }
    };
    Index m = 0;
    for (; m + 1 < n; m += 2) add_row(even, m), add_row(odd, m + 1);
    if (m < n) add_row(even, m);
#pragma GCC unroll 3
    for (int e = 0; e < eights; ++e) {
        simd::add(even[e], odd[e]);
        simd::store(even[e], out + e * 8);
    }
}

/// The same for all k; a row is of whole eights.
template <class Set>
PYA_INLINE void columns_dot(const double* matrix, Index width, const double* x, Index n, double* out) {
    Index k = 0;
    if constexpr (simd::Eight<Set>::registers <= 2) // where their sums are not too many for the registers
        for (; k + 24 <= width; k += 24) some_columns_dot<3, Set>(matrix + k, width, x, n, out + k);
    for (; k < width; k += 8) some_columns_dot<1, Set>(matrix + k, width, x, n, out + k);
}

/// The sums of the products of spectra and rows of weights: sums[classes f + r]. Spectra and rows are n
/// apart, whole vectors. A sum has the same bits whichever others are computed with it.
template <int frames, int classes, class Set>
PYA_INLINE void dots(const double* weights, const double* x, Index n, double* sums) {
    simd::Eight<Set> sum[frames * classes] = {};
    for (Index i = 0; i < n; i += 8) {
        simd::Eight<Set> values[frames];
#pragma GCC unroll 4
        for (int f = 0; f < frames; ++f) simd::load(values[f], x + f * n + i);
#pragma GCC unroll 4
        for (int r = 0; r < classes; ++r) {
            simd::Eight<Set> factors;
            simd::load(factors, weights + r * n + i);
#pragma GCC unroll 4
            for (int f = 0; f < frames; ++f) simd::add_product(sum[classes * f + r], factors, values[f]);
        }
    }
    simd::store_sums<frames * classes>(sum, sums);
}

/// The sums of the products of `frames` spectra, 1 or 4, and `rows` rows of weights: sums[rows f + r]. Rows
/// are a multiple of 8 with one spectrum, and of 2 with four. As many spectra at a time as the registers hold
/// the sums of, so that they stay in the first-level cache while the weights pass.
template <int frames, class Set>
PYA_INLINE void dots_of_rows(const double* weights, Index rows, const double* x, Index n, double* sums) {
    constexpr int width = simd::Eight<Set>::width, some = frames == 1 ? 1 : width / 2;
    constexpr int classes = some == 1 && width < 4 ? 2 : width / some;
    for (Index f = 0; f < frames; f += some)
        for (Index r = 0; r < rows; r += classes) {
            double tile[some * classes];
            dots<some, classes, Set>(weights + r * n, x + f * n, n, tile);
#pragma GCC unroll 4
            for (Index i = 0; i < some; ++i)
                std::copy_n(tile + classes * i, classes, sums + rows * (f + i) + r);
        }
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
        simd::run<columns_dot<simd::Baseline>, columns_dot<simd::Avx2>, columns_dot<simd::Avx512>>(
            matrix_.data(), width_, raw, n_mels_, row_.data());
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
        sums_.resize(static_cast<std::size_t>(4 * padded_bins(options_.n_chroma)));
        weights_.assign(static_cast<std::size_t>(padded_bins(options_.n_chroma) * bins_), 0);
        for (Index c = 0; c < options_.n_chroma; ++c)
            std::copy_n(weights.data() + c * bins, bins, weights_.data() + c * bins_);
    }

    void measure_tuned(const double* power, Index rows, double* raw, Index stride) override {
        for (; rows >= 4; rows -= 4, power += 4 * bins_, raw += 4 * stride)
            measure_some<4>(power, raw, stride);
        for (; rows > 0; --rows, power += bins_, raw += stride) measure_some<1>(power, raw, stride);
    }
    const char* needs_whole() const override {
        return options_.tuning
                   ? nullptr
                   : "chroma.tuning is left out, and a stream can't estimate it; it must be given";
    }

private:
    template <int frames>
    void measure_some(const double* power, double* raw, Index stride) {
        const Index rows = frames == 1 ? padded_bins(options_.n_chroma) : (options_.n_chroma + 1) / 2 * 2;
        simd::run<dots_of_rows<frames, simd::Baseline>, dots_of_rows<frames, simd::Avx2>,
                  dots_of_rows<frames, simd::Avx512>>(weights_.data(), rows, power, bins_, sums_.data());
        for (Index f = 0; f < frames; ++f)
            std::copy_n(sums_.data() + rows * f, options_.n_chroma, raw + f * stride);
        for (Index f = 0; f < frames; ++f)
            scale_to_norm(raw + f * stride, options_.n_chroma, 1, options_.norm);
    }

    ChromaOptions options_;
    double sr_;
    std::vector<double> sums_; // of four frames
    Index nfft_, bins_;        // bins_: up to whole vectors
    AlignedVector<double>
        weights_; // of the classes, up to whole eights, bins_ of each; empty without a tuning
};

} // namespace

std::unique_ptr<Feature> make_mel(const FeatureSetup& setup) { return std::make_unique<Mel>(setup); }
std::unique_ptr<Feature> make_mfcc(const FeatureSetup& setup) { return std::make_unique<MelCepstrum>(setup); }
std::unique_ptr<Feature> make_chroma(const FeatureSetup& setup) { return std::make_unique<Chroma>(setup); }

} // namespace pya::dsp::impl
