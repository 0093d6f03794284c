// SPDX-License-Identifier: MIT
// In bands of an octave, the strongest bins against the weakest.
#include "dsp/feature/feature.hpp"
#include "dsp/feature/floor.hpp"
#include "simd/run.hpp"
#include "simd/vector.hpp"

#include <pya/error.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

namespace pya::dsp::impl {

namespace {

constexpr std::size_t most_few = 16;

/// As many values as a register holds.
template <class Set>
using Row = simd::Vector<double, Set::bytes / static_cast<int>(sizeof(double))>;

/// The sum of the `few` smallest of n values times sign, which is 1 or -1, from the smallest on.
template <int few, class Set>
PYA_INLINE double sum_of_few(const double* x, Index n, double sign) {
    constexpr Index width = sizeof(Row<Set>) / sizeof(double);
    const Row<Set> beyond = Row<Set>{} + std::numeric_limits<double>::infinity();
    Row<Set> least[few]; // of each lane, in order
#pragma GCC unroll 16
    for (int j = 0; j < few; ++j) least[j] = beyond;
    for (Index i = 0; i < n; i += width) {
        Row<Set> values = beyond;
        if (i + width <= n) {
            simd::load(values, x + i);
            values *= sign;
        } else
            for (Index l = 0; i + l < n; ++l) values[l] = sign * x[i + l];
#pragma GCC unroll 16
        for (int j = 0; j < few; ++j) simd::order_lanes(least[j], values);
    }
    double kept[few * width]; // lane l has them at l, l + width, ...
#pragma GCC unroll 16
    for (int j = 0; j < few; ++j) simd::store(least[j], kept + j * width);
    const double* next[width];
    for (Index l = 0; l < width; ++l) next[l] = kept + l;
    double sum = 0;
    for (int j = 0; j < few; ++j) {
        Index lane = 0;
        for (Index l = 1; l < width; ++l) lane = *next[l] < *next[lane] ? l : lane;
        sum += *next[lane];
        next[lane] += j + 1 < few ? width : 0;
    }
    return sum;
}

using SumOfFew = double (*)(const double*, Index, double);

template <std::size_t... few>
constexpr std::array<SumOfFew, sizeof...(few)> sums_of_few(std::index_sequence<few...>) {
    return {[](const double* x, Index n, double sign) {
        constexpr int count = static_cast<int>(few + 1);
        return simd::run<sum_of_few<count, simd::Baseline>, sum_of_few<count, simd::Avx2>,
                         sum_of_few<count, simd::Avx512>>(x, n, sign);
    }...};
}

constexpr auto sum_of_smallest = sums_of_few(std::make_index_sequence<most_few>()); // [few - 1]

class Contrast : public Feature {
public:
    explicit Contrast(const FeatureSetup& setup) : options_(setup.options.contrast) {
        using detail::fail;
        const double sr = setup.sr;
        if (options_.n_bands < 1 || options_.n_bands > 64)
            fail("features: option contrast.n_bands is ", options_.n_bands, "; it must lie between 1 and 64");
        if (!(options_.quantile > 0 && options_.quantile < 1))
            fail("features: option contrast.quantile is ", options_.quantile,
                 "; it must lie between 0 and 1");
        if (!(options_.fmin > 0) || options_.fmin * std::exp2(options_.n_bands - 1) >= sr / 2)
            fail("features: option contrast.fmin is ", options_.fmin, "; with ", options_.n_bands,
                 " octaves above it must lie between 0 and ", sr / 2 / std::exp2(options_.n_bands - 1));
        check_top_db("features", options_.top_db);
        const std::vector<double> hz = fft_frequencies(sr, *setup.frames.nfft);
        for (Index b = 0; b <= options_.n_bands; ++b) {
            const double low = b == 0 ? 0 : options_.fmin * std::exp2(b - 1);
            const double high = options_.fmin * std::exp2(b);
            Index first = std::lower_bound(hz.begin(), hz.end(), low) - hz.begin();
            Index last = std::upper_bound(hz.begin(), hz.end(), high) - hz.begin();
            if (first == last) fail_of_narrow(low, high);
            // A band begins with the last bin below it. Its own last bin counts but is not looked at, except
            // that of the highest band, which goes on to the end.
            if (b > 0) --first;
            if (b == options_.n_bands) last = std::ssize(hz);
            const double share = options_.quantile * static_cast<double>(last - first);
            if (b < options_.n_bands) --last;
            if (first == last) fail_of_narrow(low, high);
            const Index few = std::max<Index>(static_cast<Index>(std::nearbyint(share)), 1);
            bands_.push_back({first, last - first, std::min(few, last - first),
                              b == 0 ? high / 2 : std::sqrt(low * high)});
        }
        sorted_.resize(hz.size());
    }

    std::vector<FeatureColumn> columns() const override {
        std::vector<FeatureColumn> columns = numbered_columns("contrast", std::ssize(bands_));
        for (std::size_t b = 0; b < bands_.size(); ++b) columns[b].hz = bands_[b].hz;
        for (FeatureColumn& column : columns) column.unit = options_.linear ? "amplitude" : "dB";
        return columns;
    }
    Index raw() const override { return 2 * std::ssize(bands_); }

    // Peaks, then valleys.
    void measure(const FeatureFrame& frame, double* raw) override {
        double* peak = raw;
        for (const Band& band : bands_) {
            const double* const x = frame.magnitudes.data() + band.first;
            const double few = std::isnan(*x) ? NAN : static_cast<double>(band.few);
            peak[count()] = smallest(x, band, 1) / few;
            *peak++ = -smallest(x, band, -1) / few;
        }
        if (!options_.linear) to_decibels({raw, 2 * bands_.size()}, raw, 10, 1e-10);
    }

    void hold(double* raw, Index rows, Index stride) const override {
        if (options_.linear) return;
        hold_above(raw, rows, count(), stride, options_.top_db);
        hold_above(raw + count(), rows, count(), stride, options_.top_db);
    }

    void finish(const double* raw, double* out) const override {
        for (Index b = 0; b < count(); ++b) out[b] = raw[b] - raw[count() + b];
    }

    const char* needs_whole() const override {
        return options_.top_db && !options_.linear
                   ? "contrast.top_db is below the loudest frame, which a stream doesn't know; it must be {}"
                   : nullptr;
    }

private:
    struct Band {
        Index first, bins, few;
        double hz; // of the centre
    };

    /// The sum of the few smallest values of a band times sign.
    double smallest(const double* x, const Band& band, double sign) {
        const auto few = static_cast<std::size_t>(band.few);
        if (few <= most_few) return sum_of_smallest[few - 1](x, band.bins, sign);
        const auto begin = sorted_.begin();
        const auto end = std::transform(x, x + band.bins, begin, [&](double value) { return sign * value; });
        std::nth_element(begin, begin + band.few - 1, end);
        return std::accumulate(begin, begin + band.few, 0.);
    }

    [[noreturn]] static void fail_of_narrow(double low, double high) {
        detail::fail("features: option contrast.fmin makes a band from ", low, " to ", high,
                     " Hz that holds no bin; fmin or nfft must be larger");
    }

    ContrastOptions options_;
    std::vector<Band> bands_;
    std::vector<double> sorted_;
};

} // namespace

std::unique_ptr<Feature> make_contrast(const FeatureSetup& setup) {
    return std::make_unique<Contrast>(setup);
}

} // namespace pya::dsp::impl
