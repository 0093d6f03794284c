// SPDX-License-Identifier: MIT
// In bands of an octave, the strongest bins against the weakest.
#include "dsp/feature/feature.hpp"
#include "dsp/feature/floor.hpp"

#include <pya/error.hpp>

#include <cmath>
#include <functional>
#include <numeric>

namespace pya::dsp::impl {

namespace {

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
        for (const Band& band : bands_) {
            const auto begin = sorted_.begin(), few = begin + band.few;
            const auto end = std::copy_n(frame.magnitudes.begin() + band.first, band.bins, begin);
            const bool nan = std::isnan(frame.magnitudes[static_cast<std::size_t>(band.first)]);
            const double bins = static_cast<double>(band.few);
            std::partial_sort(begin, few, end);
            const double valley = nan ? NAN : std::accumulate(begin, few, 0.) / bins;
            std::partial_sort(begin, few, end, std::greater<>());
            const double peak = nan ? NAN : std::accumulate(begin, few, 0.) / bins;
            raw[count()] = options_.linear ? valley : level(valley);
            *raw++ = options_.linear ? peak : level(peak);
        }
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

    static double level(double magnitude) { return 10 * std::log10(magnitude < 1e-10 ? 1e-10 : magnitude); }

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
