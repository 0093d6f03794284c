// SPDX-License-Identifier: MIT
// Where the magnitudes of a spectrum lie: centroid, bandwidth, rolloff, and how they change: flux.
#include "dsp/feature/feature.hpp"
#include "dsp/feature/lanes.hpp"
#include "simd/eight.hpp"
#include "simd/run.hpp"

#include <pya/error.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace pya::dsp::impl {

namespace {

using Magnitudes = std::span<const double>;

template <class Set>
PYA_INLINE double squared_distances(const double* s, const double* hz, double centre, Index n) {
    return sum_in_lanes<Set>(n, [=](auto& value, Index i) PYA_INLINE_LAMBDA {
        auto distance = value;
        simd::load(distance, hz + i);
        distance -= centre;
        simd::load(value, s + i);
        value *= distance * distance;
    });
}

constexpr Index in_part = 64; // bins of which rolloff adds up the magnitudes first

/// The sums of the parts of s, of which eight are added at a time; the last ones may reach beyond n, where
/// zeros are. `sums` has room for eight more.
template <class Set>
PYA_INLINE void sums_of_parts(const double* s, Index n, double* sums) {
    constexpr int some = simd::Eight<Set>::width; // parts whose sums stay in registers
    for (Index first = 0; first < n; first += some * in_part, sums += some) {
        simd::Eight<Set> sum[some] = {};
#pragma GCC unroll 8
        for (Index p = 0; p < some; ++p)
            for (Index i = first + p * in_part; i < std::min(first + (p + 1) * in_part, n); i += 8) {
                simd::Eight<Set> values;
                simd::load(values, s + i);
                simd::add(sum[p], values);
            }
        simd::store_sums<some>(sum, sums);
    }
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
        const auto [total, centre, increase] = frame.moments;
        double sum = 0;
        if (p_ == 2)
            sum = simd::run<squared_distances<simd::Baseline>, squared_distances<simd::Avx2>,
                            squared_distances<simd::Avx512>>(s.data(), hz_.data(), centre, std::ssize(s));
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
        : hz_(fft_frequencies(setup.sr, *setup.frames.nfft)),
          parts_((std::ssize(hz_) + in_part - 1) / in_part), sums_(static_cast<std::size_t>(parts_ + 8)),
          share_(setup.options.roll_percent) {
        if (!(share_ > 0 && share_ < 1))
            detail::fail("features: option roll_percent is ", share_, "; it must lie between 0 and 1");
    }
    std::vector<FeatureColumn> columns() const override { return {{"rolloff", 0, "Hz"}}; }
    void measure(const FeatureFrame& frame, double* raw) override {
        const Magnitudes s = frame.magnitudes;
        simd::run<sums_of_parts<simd::Baseline>, sums_of_parts<simd::Avx2>, sums_of_parts<simd::Avx512>>(
            s.data(), std::ssize(s), sums_.data());
        std::partial_sum(sums_.begin(), sums_.begin() + parts_, sums_.begin());
        const double sum = sums_[static_cast<std::size_t>(parts_ - 1)], least = share_ * sum;
        if (std::isnan(sum)) {
            *raw = sum;
            return;
        }
        // In the part that reaches the share, the bin that does; rounding may leave it to the last one.
        const Index at = std::lower_bound(sums_.begin(), sums_.begin() + parts_, least) - sums_.begin();
        double so_far = at == 0 ? 0 : sums_[static_cast<std::size_t>(at - 1)];
        const Index end = std::min((at + 1) * in_part, std::ssize(s));
        Index bin = at * in_part;
        for (; bin < end - 1; ++bin)
            if ((so_far += s[static_cast<std::size_t>(bin)]) >= least) break;
        *raw = hz_[static_cast<std::size_t>(bin)];
    }

private:
    std::vector<double> hz_;
    Index parts_;
    std::vector<double> sums_; // of the parts up to each, and room
    double share_;
};

class Flux : public Feature {
public:
    explicit Flux(const FeatureSetup& setup) : any_(static_cast<std::size_t>(setup.channels)) {}
    std::vector<FeatureColumn> columns() const override { return {{"flux"}}; }
    FrameNeeds needs() const override { return {.power = true, .magnitudes = true, .moments = true}; }
    void measure(const FeatureFrame& frame, double* raw) override {
        char& any = any_[static_cast<std::size_t>(frame.channel)];
        *raw = any != 0 ? frame.moments.increase / static_cast<double>(frame.magnitudes.size()) : 0;
        any = 1;
    }
    void reset() override { std::fill(any_.begin(), any_.end(), 0); }

private:
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
