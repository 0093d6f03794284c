// SPDX-License-Identifier: MIT
#include "dsp/rhythm/aggregate.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace pya::dsp::impl {

double aggregate(std::span<double> values, Aggregate how) {
    const auto n = static_cast<double>(values.size());
    const double sum = std::accumulate(values.begin(), values.end(), 0.);
    if (how == Aggregate::mean || std::isnan(sum)) return sum / n;
    const auto middle = values.begin() + std::ssize(values) / 2;
    std::nth_element(values.begin(), middle, values.end());
    if (values.size() % 2 == 1) return *middle;
    return (*std::max_element(values.begin(), middle) + *middle) / 2;
}

} // namespace pya::dsp::impl
