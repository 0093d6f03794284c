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

constexpr Index classes_together = 12; // of which the sums of four frames stay in registers
constexpr Index bins_together = 64;    // of which the weights stay in the first-level cache

/// Adds to sums[classes_together f + c] the products of `frames` spectra, `pitch` apart, and the weights of
/// classes, which lie side by side for each of n bins. All sets add in the same order, whichever frames are
/// computed together.
template <int frames, class Set>
PYA_INLINE void add_classes(const double* weights, const double* x, Index pitch, Index n, double* sums) {
    constexpr int width = std::min<int>(simd::Eight<Set>::width, 4);
    constexpr int registers = classes_together / width;
    using Register = simd::Vector<double, width>;
    Register sum[frames * registers] = {};
    for (Index k = 0; k < n; ++k, weights += classes_together) {
        Register weight[registers];
#pragma GCC unroll 6
        for (int r = 0; r < registers; ++r) simd::load(weight[r], weights + r * width);
#pragma GCC unroll 4
        for (int f = 0; f < frames; ++f)
#pragma GCC unroll 6
            for (int r = 0; r < registers; ++r) sum[f * registers + r] += weight[r] * x[f * pitch + k];
    }
#pragma GCC unroll 24
    for (int i = 0; i < frames * registers; ++i) {
        Register before;
        simd::load(before, sums + i * width);
        simd::store(before + sum[i], sums + i * width);
    }
}

/// The same for `count` spectra of any number of bins, from sums of 0 on.
template <class Set>
PYA_INLINE void sums_of_classes(const double* weights, const double* x, Index pitch, Index bins, Index count,
                                double* sums) {
    constexpr int some = simd::Eight<Set>::width >= 4 ? 4 : 2;
    std::fill_n(sums, count * classes_together, 0.);
    for (Index first = 0; first < bins; first += bins_together) {
        const Index n = std::min(bins_together, bins - first);
        const double *const w = weights + first * classes_together, *const from = x + first;
        Index f = 0;
        for (; f + some <= count; f += some)
            add_classes<some, Set>(w, from + f * pitch, pitch, n, sums + f * classes_together);
        for (; f < count; ++f)
            add_classes<1, Set>(w, from + f * pitch, pitch, n, sums + f * classes_together);
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
        if (!weights_.empty() && !frame.kept) measure_tuned(frame.power.data(), 1, raw, 0);
    }

    void tune(double tuning) override {
        ChromaOptions tuned = options_;
        tuned.tuning = tuning;
        const AlignedVector<double> weights = chroma_weights(sr_, nfft_, tuned);
        const Index bins = nfft_ / 2 + 1;
        groups_ = (options_.n_chroma + classes_together - 1) / classes_together;
        sums_.resize(static_cast<std::size_t>(frames_together * classes_together));
        weights_.assign(static_cast<std::size_t>(groups_ * bins * classes_together), 0);
        for (Index c = 0; c < options_.n_chroma; ++c)
            for (Index k = 0; k < bins; ++k)
                weights_[static_cast<std::size_t>((c / classes_together * bins + k) * classes_together +
                                                  c % classes_together)] =
                    weights[static_cast<std::size_t>(c * bins + k)];
    }

    void measure_tuned(const double* power, Index rows, double* raw, Index stride) override {
        const Index bins = nfft_ / 2 + 1, group = bins * classes_together;
        for (Index first = 0; first < rows; first += frames_together) {
            const Index count = std::min(frames_together, rows - first);
            for (Index g = 0; g < groups_; ++g) {
                simd::run<sums_of_classes<simd::Baseline>, sums_of_classes<simd::Avx2>,
                          sums_of_classes<simd::Avx512>>(weights_.data() + g * group, power + first * bins_,
                                                         bins_, bins, count, sums_.data());
                const Index at = g * classes_together,
                            classes = std::min(classes_together, options_.n_chroma - at);
                for (Index f = 0; f < count; ++f)
                    std::copy_n(sums_.data() + f * classes_together, classes,
                                raw + (first + f) * stride + at);
            }
        }
        for (Index f = 0; f < rows; ++f) scale_to_norm(raw + f * stride, options_.n_chroma, 1, options_.norm);
    }
    const char* needs_whole() const override {
        return options_.tuning
                   ? nullptr
                   : "chroma.tuning is left out, and a stream can't estimate it; it must be given";
    }

private:
    static constexpr Index frames_together = 64;

    ChromaOptions options_;
    double sr_;
    Index nfft_, bins_;             // bins_: up to whole vectors
    Index groups_ = 0;              // of classes_together classes
    AlignedVector<double> weights_; // group by group, bin by bin; empty without a tuning
    AlignedVector<double> sums_;    // of a group, frame by frame
};

} // namespace

std::unique_ptr<Feature> make_mel(const FeatureSetup& setup) { return std::make_unique<Mel>(setup); }
std::unique_ptr<Feature> make_mfcc(const FeatureSetup& setup) { return std::make_unique<MelCepstrum>(setup); }
std::unique_ptr<Feature> make_chroma(const FeatureSetup& setup) { return std::make_unique<Chroma>(setup); }

} // namespace pya::dsp::impl
