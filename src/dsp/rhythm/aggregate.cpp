// SPDX-License-Identifier: MIT
#include "dsp/rhythm/aggregate.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>

namespace pya::dsp::impl {

double aggregate(std::span<double> values, Aggregate how) {
    const auto n = static_cast<double>(values.size());
    const double sum = std::accumulate(values.begin(), values.end(), 0.);
    if (how == Aggregate::mean || std::isnan(sum)) return sum / n;
    // Onsets have many zeros. Where nothing is below them, the others are searched alone.
    std::ptrdiff_t negative = 0, positive = 0;
    for (const double value : values) negative += value < 0;
    if (negative == 0)
        for (const double value : values) {
            values[static_cast<std::size_t>(positive)] = value;
            positive += value > 0;
        }
    const auto count = std::ssize(values), zeros = negative == 0 ? count - positive : 0;
    const auto at = count / 2 - zeros;
    if (at < 0) return 0;
    const auto begin = values.begin(), middle = begin + at;
    std::nth_element(begin, middle, begin + (count - zeros));
    if (count % 2 == 1) return *middle;
    return ((at > 0 ? *std::max_element(begin, middle) : 0) + *middle) / 2;
}

} // namespace pya::dsp::impl
