// SPDX-License-Identifier: MIT
#include "dsp/stretch/low_rate.hpp"

#include <pya/dsp/fir/firwin.hpp>

#include "simd/run.hpp"

namespace pya::dsp::impl {
namespace {

constexpr Index sums_at_once = 8;

// Sums side by side, so that the order of the additions is the same on all machines.
PYA_INLINE double sum_of_products(const double* x, const double* taps, Index count) {
    double sums[sums_at_once] = {};
    for (Index i = 0; i < count; i += sums_at_once)
        for (Index j = 0; j < sums_at_once; ++j) sums[j] += x[i + j] * taps[i + j];
    return ((sums[0] + sums[4]) + (sums[1] + sums[5])) + ((sums[2] + sums[6]) + (sums[3] + sums[7]));
}

PYA_INLINE void add_filtered(const double* low, Index count, const double* shares, Index low_taps,
                             Index factor, double* out) {
    for (Index j = 0; j < count; ++j)
        for (Index i = 0; i < low_taps; ++i) {
            const double value = low[j + i];
            const double* const share = shares + i * factor;
            double* const to = out + j * factor;
            PYA_INDEPENDENT
            for (Index r = 0; r < factor; ++r) to[r] += value * share[r];
        }
}

} // namespace

LowRate::LowRate(Index factor) : factor_(factor), reach_(factor == 1 ? 0 : 6) {
    const Index half = reach_ * factor, count = 2 * half + 1;
    Eigen::ArrayXd filter = Eigen::ArrayXd::Ones(1);
    if (factor > 1) filter = dsp::firwin(count, 1 / static_cast<double>(factor), {.window = Window(12.9)});
    taps_ = Eigen::ArrayXd::Zero((count + sums_at_once - 1) / sums_at_once * sums_at_once);
    taps_.tail(count) = filter;
    shares_ = Eigen::ArrayXd::Zero((2 * reach_ + 1) * factor);
    for (Index i = -reach_; i <= reach_; ++i)
        for (Index r = 0; r < factor; ++r) // how far sample r is behind sample i at the low rate
            if (const Index behind = r - i * factor; behind <= half)
                shares_((i + reach_) * factor + r) = static_cast<double>(factor) * filter(behind + half);
}

double LowRate::down(const double* middle) const {
    return simd::run<sum_of_products>(middle - before(), taps_.data(), taps_.size());
}

void LowRate::add_up(const double* low, Index count, double* out) const {
    simd::run<add_filtered>(low - reach_, count, shares_.data(), 2 * reach_ + 1, factor_, out);
}

} // namespace pya::dsp::impl
