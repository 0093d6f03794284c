// SPDX-License-Identifier: MIT
#include "agen/band_limited.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <numbers>

namespace pya::gen::impl {
namespace {

std::size_t harmonics_of(std::size_t level) {
    return level < 3 ? level + 1 : (4 + (level - 3) % 4) << ((level - 3) / 4);
}

// The last level with at most that many harmonics, counted from 1; 0 if there is none. The exponent of a
// double and the first two bits after its leading one say where between the powers of two it lies.
std::size_t level_below(double harmonics) {
    if (!(harmonics >= 1)) return 0;
    if (harmonics < 4) return static_cast<std::size_t>(harmonics);
    const auto quarters = std::bit_cast<std::uint64_t>(harmonics) >> 50;
    return std::min<std::uint64_t>(quarters - (std::bit_cast<std::uint64_t>(4.0) >> 50) + 4, 36);
}

} // namespace

BandLimited::BandLimited(double mean, std::span<const Harmonic> harmonics) : mean_(mean), tables_(levels) {
    std::vector<double> sine(size), sum(size);
    for (std::size_t i = 0; i < size; ++i)
        sine[i] = std::sin(2 * std::numbers::pi * static_cast<double>(i) / size);
    std::size_t k = 1;
    for (std::size_t level = 0; level < levels; ++level) {
        for (; k <= std::min(harmonics_of(level), harmonics.size()); ++k) {
            const auto [c, s] = harmonics[k - 1];
            for (std::size_t i = 0; i < size; ++i)
                sum[i] += c * sine[(k * i + size / 4) % size] + s * sine[k * i % size];
        }
        for (std::size_t i = 0; i < size + 3; ++i)
            tables_[level][i] = static_cast<float>(sum[(i + size - 1) % size]);
    }
}

double BandLimited::operator()(double phase, double step) const {
    const double room = 0.5 / std::fabs(step); // for so many harmonics
    const std::size_t level = level_below(room);
    if (level == 0) return mean_;
    const double at = phase * size;
    const auto i = static_cast<std::size_t>(at);
    const double f = at - static_cast<double>(i), before = f + 1, after = f - 1, last = f - 2;
    const auto value = [&](const std::array<float, size + 3>& y) {
        return (before * f * (after * y[i + 3] / 3 - last * y[i + 2]) +
                after * last * (before * y[i + 1] - f * y[i] / 3)) /
               2;
    };
    const double full = value(tables_[level - 1]);
    const double entered = 8 * (room / static_cast<double>(harmonics_of(level - 1)) - 1);
    if (entered >= 1) return mean_ + full;
    const double former = level == 1 ? 0 : value(tables_[level - 2]);
    return mean_ + former + entered * (full - former);
}

} // namespace pya::gen::impl
