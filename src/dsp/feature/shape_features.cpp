// SPDX-License-Identifier: MIT
// Where the magnitudes of a spectrum lie: centroid, bandwidth, rolloff, and how they change: flux.
#include "dsp/feature/feature.hpp"
#include "dsp/feature/lanes.hpp"
#include "simd/run.hpp"

#include <pya/error.hpp>

#include <algorithm>
#include <cmath>

namespace pya::dsp::impl {

namespace {

using Magnitudes = std::span<const double>;

PYA_INLINE double squared_distances(const double* s, const double* hz, double centre, Index n) {
    double sums[lane_count] = {};
    Index i = 0;
    for (; i + lane_count <= n; i += lane_count)
        for (Index l = 0; l < lane_count; ++l)
            sums[l] += s[i + l] * ((hz[i + l] - centre) * (hz[i + l] - centre));
    for (Index l = 0; i < n; ++i, ++l) sums[l] += s[i] * ((hz[i] - centre) * (hz[i] - centre));
    return sum_of_lanes(sums);
}

/// The sum of what has been added since the frame before, which becomes this one.
PYA_INLINE double increase(const double* s, double* before, Index n) {
    double sums[lane_count] = {};
    Index i = 0;
    for (; i + lane_count <= n; i += lane_count)
        for (Index l = 0; l < lane_count; ++l) {
            const double more = s[i + l] - before[i + l];
            sums[l] += more < 0 ? 0 : more;
            before[i + l] = s[i + l];
        }
    for (Index l = 0; i < n; ++i, ++l) {
        const double more = s[i] - before[i];
        sums[l] += more < 0 ? 0 : more;
        before[i] = s[i];
    }
    return sum_of_lanes(sums);
}

class Centroid : public Feature {
public:
    std::vector<FeatureColumn> columns() const override { return {{"centroid", 0, "Hz"}}; }
    FrameNeeds needs() const override { return {.power = true, .magnitudes = true, .moments = true}; }
    void measure(const FeatureFrame& frame, double* raw) override { *raw = frame.moments.centroid; }
};

class Bandwidth : public Feature {
public:
    explicit Bandwidth(const FeatureSetup& setup)
        : hz_(fft_frequencies(setup.sr, *setup.frames.nfft)), p_(setup.options.bandwidth_order),
          norm_(setup.options.bandwidth_norm) {
        if (!(p_ > 0 && std::isfinite(p_)))
            detail::fail("features: option bandwidth_order is ", p_, "; it must be above 0");
    }
    std::vector<FeatureColumn> columns() const override { return {{"bandwidth", 0, "Hz"}}; }
    FrameNeeds needs() const override { return {.power = true, .magnitudes = true, .moments = true}; }
    void measure(const FeatureFrame& frame, double* raw) override {
        const Magnitudes s = frame.magnitudes;
        const auto [total, centre] = frame.moments;
        double sum = 0;
        if (p_ == 2)
            sum = simd::run<squared_distances>(s.data(), hz_.data(), centre, std::ssize(s));
        else
            for (std::size_t k = 0; k < s.size(); ++k) sum += s[k] * std::pow(std::abs(hz_[k] - centre), p_);
        if (norm_) sum /= divisor(total);
        *raw = p_ == 2 ? std::sqrt(sum) : std::pow(sum, 1 / p_);
    }

private:
    std::vector<double> hz_;
    double p_;
    bool norm_;
};

class Rolloff : public Feature {
public:
    explicit Rolloff(const FeatureSetup& setup)
        : hz_(fft_frequencies(setup.sr, *setup.frames.nfft)), sums_((hz_.size() + most - 1) / most),
          share_(setup.options.roll_percent) {
        if (!(share_ > 0 && share_ < 1))
            detail::fail("features: option roll_percent is ", share_, "; it must lie between 0 and 1");
    }
    std::vector<FeatureColumn> columns() const override { return {{"rolloff", 0, "Hz"}}; }
    void measure(const FeatureFrame& frame, double* raw) override {
        const Magnitudes s = frame.magnitudes;
        const auto part = [&](std::size_t first) {
            return s.subspan(first, std::min(most, s.size() - first));
        };
        double sum = 0;
        for (std::size_t k = 0; k < sums_.size(); ++k) sums_[k] = sum += lane_sum_of(part(k * most));
        // In the part that reaches the share, the bin that does; rounding may leave it to the last one.
        const double least = share_ * sum;
        const auto at =
            static_cast<std::size_t>(std::lower_bound(sums_.begin(), sums_.end(), least) - sums_.begin());
        if (std::isnan(sum)) {
            *raw = sum;
            return;
        }
        double so_far = at == 0 ? 0 : sums_[at - 1];
        std::size_t bin = at * most;
        for (const double magnitude : part(bin)) {
            if ((so_far += magnitude) >= least) break;
            ++bin;
        }
        *raw = hz_[std::min({bin, (at + 1) * most - 1, s.size() - 1})];
    }

private:
    static constexpr std::size_t most = 64; // bins of a part

    static double lane_sum_of(Magnitudes s) { return simd::run<lane_sum>(s.data(), std::ssize(s)); }

    std::vector<double> hz_;
    std::vector<double> sums_; // of the parts up to each
    double share_;
};

class Flux : public Feature {
public:
    explicit Flux(const FeatureSetup& setup)
        : before_(static_cast<std::size_t>(setup.bins() * setup.channels)),
          any_(static_cast<std::size_t>(setup.channels)) {}
    std::vector<FeatureColumn> columns() const override { return {{"flux"}}; }
    void measure(const FeatureFrame& frame, double* raw) override {
        const Magnitudes s = frame.magnitudes;
        double* const before = before_.data() + frame.channel * std::ssize(s);
        const double sum = simd::run<increase>(s.data(), before, std::ssize(s));
        char& any = any_[static_cast<std::size_t>(frame.channel)];
        *raw = any != 0 ? sum / static_cast<double>(s.size()) : 0;
        any = 1;
    }
    void reset() override { std::fill(any_.begin(), any_.end(), 0); }

private:
    std::vector<double> before_;
    std::vector<char> any_; // whether there is a frame before
};

} // namespace

std::unique_ptr<Feature> make_centroid(const FeatureSetup&) { return std::make_unique<Centroid>(); }
std::unique_ptr<Feature> make_bandwidth(const FeatureSetup& setup) {
    return std::make_unique<Bandwidth>(setup);
}
std::unique_ptr<Feature> make_rolloff(const FeatureSetup& setup) { return std::make_unique<Rolloff>(setup); }
std::unique_ptr<Feature> make_flux(const FeatureSetup& setup) { return std::make_unique<Flux>(setup); }

} // namespace pya::dsp::impl
