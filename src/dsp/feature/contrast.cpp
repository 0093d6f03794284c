// SPDX-License-Identifier: MIT
// In bands of an octave, the strongest bins against the weakest.
#include "dsp/feature/feature.hpp"
#include "dsp/feature/floor.hpp"
#include "simd/eight.hpp"
#include "simd/run.hpp"

#include <pya/error.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace pya::dsp::impl {

namespace {

constexpr int most_few = 16;      // bins of a band whose sum is found without sorting the band
constexpr int extreme_lanes = 16; // in which they are searched first

/// Bins [first, first + bins) of a spectrum, of which `few` are the peak, and as many the valley.
struct ContrastBand {
    Index first, bins, few;
    double hz; // of the centre
};

/// Moves the smallest value to each place.
template <class V>
PYA_INLINE void spread_smallest(V& x) {
    constexpr int width = sizeof(V) / sizeof(double);
    const auto keep_smaller = [&](const V& other) PYA_INLINE_LAMBDA { x = other < x ? other : x; };
    if constexpr (width == 8) {
        keep_smaller(__builtin_shufflevector(x, x, 4, 5, 6, 7, 0, 1, 2, 3));
        keep_smaller(__builtin_shufflevector(x, x, 2, 3, 0, 1, 6, 7, 4, 5));
        keep_smaller(__builtin_shufflevector(x, x, 1, 0, 3, 2, 5, 4, 7, 6));
    } else if constexpr (width == 4) {
        keep_smaller(__builtin_shufflevector(x, x, 2, 3, 0, 1));
        keep_smaller(__builtin_shufflevector(x, x, 1, 0, 3, 2));
    } else
        keep_smaller(__builtin_shufflevector(x, x, 1, 0));
}

/// A magnitude, or a power of which it is the root.
PYA_INLINE double magnitude_of(double x, bool root) { return root ? std::sqrt(std::abs(x)) : std::abs(x); }

/// The sum of the magnitudes of the `few` smallest of n values times sign, which is 1 or -1, from the
/// smallest on. Each lane keeps the `kept` smallest ones of its own in order, of which the smallest is taken
/// again and again. False where that fails: several lanes have the same value, or a lane has more of the
/// smallest ones than it keeps.
template <int kept, int lanes, class Set>
PYA_INLINE bool sum_of_smallest(const double* x, Index n, Index few, double sign, bool roots, double& sum) {
    using Register = typename simd::Eight<Set>::Register;
    constexpr double infinity = std::numeric_limits<double>::infinity();
    constexpr int width = simd::Eight<Set>::width, registers = std::max(lanes / width, 1);
    constexpr Index together = registers * width;
    const Register beyond = Register{} + infinity;
    Register least[registers][kept], rest = beyond; // rest: the smallest that is not kept
#pragma GCC unroll 8
    for (int r = 0; r < registers; ++r)
#pragma GCC unroll 16
        for (int k = 0; k < kept; ++k) least[r][k] = beyond;
    const auto keep = [&](const double* from) PYA_INLINE_LAMBDA {
#pragma GCC unroll 8
        for (int r = 0; r < registers; ++r) {
            Register values;
            simd::load(values, from + r * width);
            values *= sign;
#pragma GCC unroll 16
            for (int k = 0; k < kept; ++k) simd::order_lanes(least[r][k], values);
            rest = values < rest ? values : rest;
        }
    };
    Index i = 0;
    for (; i + together <= n; i += together) keep(x + i);
    if (i < n) {
        double last[together];
        for (double& value : last) value = sign * infinity;
        for (Index l = 0; i + l < n; ++l) last[l] = x[i + l];
        keep(last);
    }
    decltype(rest < beyond) taken = {}; // from each lane, as a negative number
    double largest = 0;
    sum = 0;
    for (Index j = 0; j < few; ++j) {
        Register next = least[0][0];
#pragma GCC unroll 8
        for (int r = 1; r < registers; ++r) next = least[r][0] < next ? least[r][0] : next;
        spread_smallest(next);
        largest = next[0];
        sum += magnitude_of(largest, roots);
#pragma GCC unroll 8
        for (int r = 0; r < registers; ++r) {
            const auto here = least[r][0] == next;
#pragma GCC unroll 16
            for (int k = 0; k + 1 < kept; ++k) least[r][k] = here ? least[r][k + 1] : least[r][k];
            least[r][kept - 1] = here ? beyond : least[r][kept - 1];
            taken += here;
        }
    }
    spread_smallest(rest);
    Index all = 0;
    for (int l = 0; l < width; ++l) all -= taken[l];
    return all == few && (few <= kept || largest <= rest[0]);
}

/// The same with few lanes that keep many.
template <int kept, class Set>
PYA_INLINE bool sum_of_many(const double* x, Index n, Index few, double sign, bool roots, double& sum) {
    return sum_of_smallest<3, extreme_lanes, Set>(x, n, few, sign, roots, sum) ||
           sum_of_smallest<kept, 1, Set>(x, n, few, sign, roots, sum);
}

/// The sums of the few smallest values of each band of x and, each behind it, of the few largest. `done` says
/// of each whether it is found.
template <class Set>
PYA_INLINE void sums_of_extremes(const ContrastBand* bands, Index count, const double* x, bool roots,
                                 double* sums, char* done) {
    for (Index b = 0; b < 2 * count; ++b) {
        const auto [first, n, few, hz] = bands[b / 2];
        const double sign = b % 2 == 0 ? 1 : -1, *const from = x + first;
        if (few == 1)
            done[b] = sum_of_smallest<1, extreme_lanes, Set>(from, n, few, sign, roots, sums[b]);
        else if (few == 2)
            done[b] = sum_of_smallest<2, extreme_lanes, Set>(from, n, few, sign, roots, sums[b]);
        else if (few == 3)
            done[b] = sum_of_smallest<3, extreme_lanes, Set>(from, n, few, sign, roots, sums[b]);
        else if (few <= 9)
            done[b] = sum_of_many<9, Set>(from, n, few, sign, roots, sums[b]);
        else
            done[b] = few <= most_few && sum_of_many<most_few, Set>(from, n, few, sign, roots, sums[b]);
    }
}

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
        sums_.resize(static_cast<std::size_t>(2 * std::ssize(bands_)));
        done_.resize(static_cast<std::size_t>(2 * std::ssize(bands_)));
    }

    std::vector<FeatureColumn> columns() const override {
        std::vector<FeatureColumn> columns = numbered_columns("contrast", std::ssize(bands_));
        for (std::size_t b = 0; b < bands_.size(); ++b) columns[b].hz = bands_[b].hz;
        for (FeatureColumn& column : columns) column.unit = options_.linear ? "amplitude" : "dB";
        return columns;
    }
    Index raw() const override { return 2 * std::ssize(bands_); }

    // The extremes of a band are the roots of those of its powers. Many of them are not added in order, and
    // so the last digits of their sum might depend on what they are found among.
    FrameNeeds needs() const override {
        const auto many = [](const ContrastBand& band) { return band.few > most_few; };
        return {.power = true, .magnitudes = std::any_of(bands_.begin(), bands_.end(), many)};
    }

    // Peaks, then valleys.
    void measure(const FeatureFrame& frame, double* raw) override {
        const bool roots = frame.magnitudes.empty();
        const auto values = roots ? frame.power : frame.magnitudes;
        const double* const spectrum = values.data();
        // The equal values of silence would have to be sorted.
        const bool silent = std::all_of(values.begin(), values.end(), [](double x) { return x == 0; });
        if (silent) {
            std::fill(sums_.begin(), sums_.end(), 0.);
            std::fill(done_.begin(), done_.end(), 1);
        } else
            simd::run<sums_of_extremes<simd::Baseline>, sums_of_extremes<simd::Avx2>,
                      sums_of_extremes<simd::Avx512>>(bands_.data(), count(), spectrum, roots, sums_.data(),
                                                      done_.data());
        const bool finite = std::isfinite(*spectrum); // is not where a sample is not
        for (Index b = 0; b < count(); ++b) {
            const ContrastBand& band = bands_[static_cast<std::size_t>(b)];
            const double* const x = spectrum + band.first;
            const double few = finite ? static_cast<double>(band.few) : NAN;
            raw[b] = sum_of_extremes(x, 2 * b + 1, roots) / few;
            raw[count() + b] = sum_of_extremes(x, 2 * b, roots) / few;
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
    /// The sum of the few smallest values of a band, or of the few largest, where i is odd.
    double sum_of_extremes(const double* x, Index i, bool roots) {
        if (done_[static_cast<std::size_t>(i)]) return sums_[static_cast<std::size_t>(i)];
        const ContrastBand& band = bands_[static_cast<std::size_t>(i / 2)];
        const double sign = i % 2 == 0 ? 1 : -1;
        const auto begin = sorted_.begin(), few = begin + band.few;
        const auto end = std::transform(x, x + band.bins, begin, [&](double value) { return sign * value; });
        if (band.few <= most_few)
            std::partial_sort(begin, few, end);
        else
            std::nth_element(begin, few - 1, end);
        return std::accumulate(begin, few, 0.,
                               [&](double sum, double value) { return sum + magnitude_of(value, roots); });
    }

    [[noreturn]] static void fail_of_narrow(double low, double high) {
        detail::fail("features: option contrast.fmin makes a band from ", low, " to ", high,
                     " Hz that holds no bin; fmin or nfft must be larger");
    }

    ContrastOptions options_;
    std::vector<ContrastBand> bands_;
    std::vector<double> sorted_; // the bins of a band
    std::vector<double> sums_;   // of the valley and the peak of each band
    std::vector<char> done_;     // whether they are found
};

} // namespace

std::unique_ptr<Feature> make_contrast(const FeatureSetup& setup) {
    return std::make_unique<Contrast>(setup);
}

} // namespace pya::dsp::impl
