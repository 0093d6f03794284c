// SPDX-License-Identifier: MIT
#include "dsp/rate/ratio.hpp"

#include <cmath>
#include <numeric>
#include <utility>

#include <pya/error.hpp>

namespace pya::dsp {
namespace {

constexpr double largest_term = 1 << 24; // limit for the two numbers of a fraction

struct Fraction {
    std::int64_t up = 0;
    std::int64_t down = 0;
};

// The simplest fraction that rounds to x, by continued fractions; {0, 0} if no small one does.
Fraction simplest_fraction(double x) {
    double up = 1, down = 0, last_up = 0, last_down = 1;
    for (double rest = x; up <= largest_term && down <= largest_term;) {
        const double whole = std::floor(rest);
        last_up = std::exchange(up, whole * up + last_up);
        last_down = std::exchange(down, whole * down + last_down);
        if (up / down == x && up <= largest_term && down <= largest_term)
            return {static_cast<std::int64_t>(up), static_cast<std::int64_t>(down)};
        if (rest == whole) break;
        rest = 1 / (rest - whole);
    }
    return {};
}

} // namespace

Eigen::Index RateRatio::length(Eigen::Index samples) const {
    if (!rational()) return static_cast<Eigen::Index>(std::floor(static_cast<double>(samples) * value));
    return samples / down * up + samples % down * up / down;
}

RateRatio rate_ratio(const char* function, double sr, double target_sr, double rate) {
    const auto check = [&](const char* name, double x) {
        if (!(x > 0) || !std::isfinite(x))
            detail::fail(function, ": argument ", name, " is ", x, "; it must be positive and finite");
    };
    check("sr", sr);
    check("target_sr", target_sr);
    check("rate", rate);
    RateRatio ratio;
    ratio.value = target_sr / (sr * rate);
    check("target_sr / (sr * rate)", ratio.value);
    if (target_sr == sr && rate == 1) { // also if the rates are not small fractions
        ratio.up = ratio.down = 1;
        return ratio;
    }
    const Fraction from = simplest_fraction(sr), to = simplest_fraction(target_sr),
                   speed = simplest_fraction(rate);
    if (from.up == 0 || to.up == 0 || speed.up == 0) return ratio;
    const auto fits = [](std::int64_t a, std::int64_t b, std::int64_t c) {
        return static_cast<double>(a) * static_cast<double>(b) * static_cast<double>(c) < 0x1p62;
    };
    if (!fits(to.up, from.down, speed.down) || !fits(to.down, from.up, speed.up)) return ratio;
    const std::int64_t up = to.up * from.down * speed.down, down = to.down * from.up * speed.up;
    const std::int64_t divisor = std::gcd(up, down);
    if (up / divisor > std::int64_t{1} << 30 || down / divisor > std::int64_t{1} << 30) return ratio;
    ratio.up = up / divisor;
    ratio.down = down / divisor;
    return ratio;
}

} // namespace pya::dsp
