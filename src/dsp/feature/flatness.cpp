// SPDX-License-Identifier: MIT
// The geometric mean of the powers over their arithmetic one.
#include "dsp/feature/feature.hpp"
#include "dsp/feature/lanes.hpp"
#include "simd/eight.hpp"
#include "simd/run.hpp"

#include <pya/error.hpp>

#include <bit>
#include <cmath>
#include <cstdint>
#include <numbers>

namespace pya::dsp::impl {

namespace {

struct SumAndLogs {
    double sum, logs; // logs: the sum of the logarithms
};

/// Sums of n numbers, of which those below `least` count as that, a normal number above 0. For the sum of the
/// logarithms, significands are multiplied, which a lane can do for some 800 of them before it overflows, and
/// exponents added.
template <class Set>
PYA_INLINE SumAndLogs sum_and_logs(const double* x, double least, Index n) {
    using Eight = simd::Eight<Set>;
    using Bits = simd::Vector<std::uint64_t, Eight::width>;
    constexpr std::uint64_t fraction = (std::uint64_t{1} << 52) - 1, one = std::uint64_t{1023} << 52;
    constexpr Index most = 512 * lane_count;
    double logs = 0, sums[lane_count] = {};
    std::uint64_t exponents[lane_count] = {};
    for (Index first = 0; first < n; first += most) {
        const Index count = n - first < most ? n - first : most;
        const double* const part = x + first;
        double products[lane_count];
        for (Index lane = 0; lane < lane_count; lane += 8) { // whose sums and products stay in registers
            Eight sum, product;
            Bits exponent[Eight::registers];
            simd::load(sum, sums + lane);
            simd::fill(product, 1);
            simd::load(exponent, exponents + lane);
            for (Index i = lane; i + 8 <= count; i += lane_count)
#pragma GCC unroll 4
                for (int r = 0; r < Eight::registers; ++r) {
                    typename Eight::Register value;
                    simd::load(value, part + i + r * Eight::width);
                    value = value < least ? typename Eight::Register{} + least : value;
                    sum.part[r] += value;
                    Bits bits;
                    simd::load(bits, &value);
                    exponent[r] += bits >> 52;
                    bits = (bits & fraction) | one;
                    simd::load(value, &bits);
                    product.part[r] *= value;
                }
            simd::store(sum, sums + lane);
            simd::store(product, products + lane);
            simd::store(exponent, exponents + lane);
        }
        for (Index i = count / 8 * 8; i < count; ++i) {
            const double value = part[i] < least ? least : part[i];
            const auto bits = std::bit_cast<std::uint64_t>(value);
            sums[i % lane_count] += value;
            exponents[i % lane_count] += bits >> 52;
            products[i % lane_count] *= std::bit_cast<double>((bits & fraction) | one);
        }
        double product = 1; // of 32 significands
        for (const double factor : products) {
            const auto bits = std::bit_cast<std::uint64_t>(factor);
            exponents[0] += (bits >> 52) - 1023;
            product *= std::bit_cast<double>((bits & fraction) | one);
        }
        logs += std::log(product);
    }
    std::int64_t exponent = -1023 * static_cast<std::int64_t>(n);
    for (const std::uint64_t e : exponents) exponent += static_cast<std::int64_t>(e);
    return {sum_of_lanes(sums), logs + static_cast<double>(exponent) * std::numbers::ln2};
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
        const double bins = static_cast<double>(n);
        const auto [sum, logs] =
            simd::run<sum_and_logs<simd::Baseline>, sum_and_logs<simd::Avx2>, sum_and_logs<simd::Avx512>>(
                x, amin_, n);
        const double mean = sum / bins;
        *raw = std::isfinite(mean) ? std::exp(logs / bins) / mean : std::numeric_limits<double>::quiet_NaN();
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
