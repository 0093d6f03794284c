// SPDX-License-Identifier: MIT
// The geometric mean of the powers over their arithmetic one.
#include "dsp/feature/feature.hpp"
#include "dsp/feature/lanes.hpp"
#include "simd/run.hpp"

#include <pya/error.hpp>

#include <bit>
#include <cmath>
#include <cstdint>
#include <numbers>

namespace pya::dsp::impl {

namespace {

/// The sum of the logarithms of n normal numbers: their significands are multiplied, which a lane can do for
/// some 800 of them before it overflows, and their exponents added.
PYA_INLINE double sum_of_logs(const double* x, Index n) {
    constexpr std::uint64_t fraction = (std::uint64_t{1} << 52) - 1, one = std::uint64_t{1023} << 52;
    constexpr Index most = 512 * lane_count;
    double sum = 0;
    std::uint64_t exponents[lane_count] = {};
    for (Index first = 0; first < n; first += most) {
        const Index count = n - first < most ? n - first : most;
        double products[lane_count];
        for (double& product : products) product = 1;
        const double* const part = x + first;
        Index i = 0;
        for (; i + lane_count <= count; i += lane_count)
            for (Index l = 0; l < lane_count; ++l) {
                const std::uint64_t bits = std::bit_cast<std::uint64_t>(part[i + l]);
                exponents[l] += bits >> 52;
                products[l] *= std::bit_cast<double>((bits & fraction) | one);
            }
        for (Index l = 0; i < count; ++i, ++l) {
            const std::uint64_t bits = std::bit_cast<std::uint64_t>(part[i]);
            exponents[l] += bits >> 52;
            products[l] *= std::bit_cast<double>((bits & fraction) | one);
        }
        double product = 1; // of 32 significands
        for (const double factor : products) {
            const std::uint64_t bits = std::bit_cast<std::uint64_t>(factor);
            exponents[0] += (bits >> 52) - 1023;
            product *= std::bit_cast<double>((bits & fraction) | one);
        }
        sum += std::log(product);
    }
    std::int64_t exponent = -1023 * static_cast<std::int64_t>(n);
    for (const std::uint64_t e : exponents) exponent += static_cast<std::int64_t>(e);
    return sum + static_cast<double>(exponent) * std::numbers::ln2;
}

PYA_INLINE void raise_to(const double* x, double least, double* y, Index n) {
    for (Index i = 0; i < n; ++i) y[i] = x[i] < least ? least : x[i];
}

class Flatness : public Feature {
public:
    explicit Flatness(const FeatureSetup& setup)
        : power_(setup.options.flatness_power), amin_(setup.options.flatness_amin),
          values_(static_cast<std::size_t>(setup.bins())) {
        if (!(power_ > 0 && std::isfinite(power_)))
            detail::fail("features: option flatness_power is ", power_, "; it must be above 0");
        if (!std::isnormal(amin_) || amin_ < 0)
            detail::fail("features: option flatness_amin is ", amin_, "; it must be above 0");
    }
    std::vector<FeatureColumn> columns() const override { return {{"flatness"}}; }
    FrameNeeds needs() const override { return {.power = true, .magnitudes = power_ != 2}; }
    void measure(const FeatureFrame& frame, double* raw) override {
        const Index n = std::ssize(values_);
        const double* x = power_ == 2 ? frame.power.data() : frame.magnitudes.data();
        if (power_ != 1 && power_ != 2) {
            for (std::size_t k = 0; k < values_.size(); ++k)
                values_[k] = std::pow(frame.magnitudes[k], power_);
            x = values_.data();
        }
        simd::run<raise_to>(x, amin_, values_.data(), n);
        const double bins = static_cast<double>(n);
        const double mean = simd::run<lane_sum>(values_.data(), n) / bins;
        *raw = std::isfinite(mean) ? std::exp(simd::run<sum_of_logs>(values_.data(), n) / bins) / mean
                                   : std::numeric_limits<double>::quiet_NaN();
    }

private:
    double power_, amin_;
    std::vector<double> values_;
};

} // namespace

std::unique_ptr<Feature> make_flatness(const FeatureSetup& setup) {
    return std::make_unique<Flatness>(setup);
}

} // namespace pya::dsp::impl
