// SPDX-License-Identifier: MIT
// Angles in cycles, for loops that the compiler vectorises.
#ifndef PYA_SRC_DSP_STRETCH_ANGLES_HPP
#define PYA_SRC_DSP_STRETCH_ANGLES_HPP

#include "simd/inline.hpp"

#include <cmath>
#include <limits>
#include <numbers>

namespace pya::dsp::impl {

/// x less the whole number that is nearest, for |x| < 2^51.
PYA_INLINE double wrapped(double x) {
    constexpr double rounding = 0x1.8p52;
    return x - ((x + rounding) - rounding);
}

/// The angle of a complex number, within 1e-11 of it, by the Taylor polynomial of the arc tangent up to
/// tan(pi / 8). That of 0 is 0.
PYA_INLINE double angle_of(double re, double im) {
    const double x = std::fabs(re), y = std::fabs(im);
    const double low = x < y ? x : y, high = x < y ? y : x;
    const bool turned = low > 0.41421356237309505 * high; // then less an eighth of a cycle
    const double t =
        (turned ? low - high : low) / ((turned ? low + high : high) + std::numeric_limits<double>::min());
    const double z = t * t;
    double sum = 1. / 21;
    sum = 1. / 19 - sum * z;
    sum = 1. / 17 - sum * z;
    sum = 1. / 15 - sum * z;
    sum = 1. / 13 - sum * z;
    sum = 1. / 11 - sum * z;
    sum = 1. / 9 - sum * z;
    sum = 1. / 7 - sum * z;
    sum = 1. / 5 - sum * z;
    sum = 1. / 3 - sum * z;
    sum = 1 - sum * z;
    const double octant = (turned ? 0.125 : 0) + t * sum * (0.5 / std::numbers::pi);
    const double quadrant = x < y ? 0.25 - octant : octant;
    return std::copysign(re < 0 ? 0.5 - quadrant : quadrant, im);
}

} // namespace pya::dsp::impl

#endif
