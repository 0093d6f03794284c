// SPDX-License-Identifier: MIT
// What the samples of a frame tell without a transform: their level and how often the sign changes.
#include "dsp/feature/feature.hpp"
#include "dsp/feature/lanes.hpp"
#include "simd/run.hpp"

#include <pya/error.hpp>

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <type_traits>

namespace pya::dsp::impl {

namespace {

/// An integer as wide as T, so that loops over both are vectorised.
template <class T>
using Bits = std::conditional_t<sizeof(T) == 4, std::int32_t, std::int64_t>;

/// How often the sign changes from one sample to the next; that of a sample within the threshold is `zero`.
template <class T>
PYA_INLINE Index crossings(const T* x, Index n, T threshold, T zero) {
    Bits<T> count = 0;
    for (Index i = 1; i < n; ++i) {
        const T before = std::abs(x[i - 1]) <= threshold ? zero : std::copysign(T(1), x[i - 1]);
        const T after = std::abs(x[i]) <= threshold ? zero : std::copysign(T(1), x[i]);
        count += before != after;
    }
    return static_cast<Index>(count);
}

/// The same where what is within the threshold counts as positive.
template <class T>
PYA_INLINE Index crossings_of_zero(const T* x, Index n, T threshold) {
    // Without their sign the bits of negative numbers are in the order of their magnitudes, and those of
    // positive ones are negative integers.
    constexpr Bits<T> sign = std::numeric_limits<Bits<T>>::min();
    const auto least = std::bit_cast<Bits<T>>(threshold);
    Bits<T> count = 0;
    for (Index i = 1; i < n; ++i) {
        const bool before = (std::bit_cast<Bits<T>>(x[i - 1]) ^ sign) > least;
        const bool after = (std::bit_cast<Bits<T>>(x[i]) ^ sign) > least;
        count += before != after;
    }
    return static_cast<Index>(count);
}

/// The largest T that is not above x.
template <class T>
T rounded_down(double x) {
    const T nearest = static_cast<T>(x);
    return static_cast<double>(nearest) > x ? std::nextafter(nearest, T(0)) : nearest;
}

class Rms : public Feature {
public:
    explicit Rms(const FeatureSetup& setup) : samples_(*setup.frames.nfft) {}
    std::vector<FeatureColumn> columns() const override { return {{"rms"}}; }
    FrameNeeds needs() const override { return {.energy = true}; }
    void measure(const FeatureFrame& frame, double* raw) override {
        *raw = std::sqrt(frame.energy / static_cast<double>(samples_));
    }

private:
    Index samples_;
};

class ZeroCrossingRate : public Feature {
public:
    explicit ZeroCrossingRate(const FeatureSetup& setup)
        : threshold_(setup.options.crossing_threshold), zero_pos_(setup.options.crossing_zero_pos) {
        if (!(threshold_ >= 0))
            detail::fail("features: option crossing_threshold is ", threshold_, "; it must be 0 or more");
    }
    std::vector<FeatureColumn> columns() const override { return {{"zero_crossing_rate"}}; }
    FrameNeeds needs() const override { return {}; }
    // Beyond the ends lies the first or the last sample, which changes nothing.
    void measure(const FeatureFrame& frame, double* raw) override {
        const auto rate = [&]<class T>(std::span<const T> x) {
            const T *const first = x.data() + frame.begin, least = rounded_down<T>(threshold_);
            const Index n = frame.end - frame.begin;
            const Index count = zero_pos_ ? simd::run<crossings_of_zero<T>>(first, n, least)
                                          : simd::run<crossings<T>>(first, n, least, T(0));
            return static_cast<double>(count) / static_cast<double>(x.size());
        };
        *raw = std::visit(rate, frame.samples);
    }

private:
    double threshold_;
    bool zero_pos_;
};

} // namespace

std::unique_ptr<Feature> make_rms(const FeatureSetup& setup) { return std::make_unique<Rms>(setup); }
std::unique_ptr<Feature> make_zero_crossing_rate(const FeatureSetup& setup) {
    return std::make_unique<ZeroCrossingRate>(setup);
}

} // namespace pya::dsp::impl

namespace pya::dsp {

double rms_of_spectrum(std::span<const double> magnitudes, Index nfft) {
    const Index n = std::ssize(magnitudes);
    if (nfft < 1 || n != nfft / 2 + 1)
        detail::fail("rms_of_spectrum: there are ", n, " magnitudes of a transform of ", nfft,
                     " samples; there must be nfft / 2 + 1");
    // Bins stand for two frequencies each, but for the one at 0 Hz and, of an even length, the last.
    double power = 2 * impl::lane_dot(magnitudes.data(), magnitudes.data(), n);
    power -= magnitudes.front() * magnitudes.front();
    if (nfft % 2 == 0) power -= magnitudes.back() * magnitudes.back();
    return std::sqrt(power) / static_cast<double>(nfft);
}

} // namespace pya::dsp
