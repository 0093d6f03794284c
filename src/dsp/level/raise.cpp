// SPDX-License-Identifier: MIT
#include "dsp/level/raise.hpp"

#include "simd/math.hpp"
#include "simd/run.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace pya::dsp::impl {

namespace {

PYA_INLINE void square(double* gains, Index count) {
    for (Index i = 0; i < count; ++i) gains[i] *= gains[i];
}

/// `sign` is that of the powers of gains below 0, or 0.
PYA_INLINE void raise_run(double* gains, Index count, double curve, double sign) {
    for (Index i = 0; i < count; ++i) {
        const double gain = gains[i], size = std::fabs(gain);
        const double normal = simd::chosen(size < std::numeric_limits<double>::min(), 0., size);
        const double power = simd::exponential(curve * simd::logarithm_of_any(normal));
        gains[i] = simd::chosen(gain < 0, sign * power, power);
    }
}

} // namespace

void raise(double* gains, Index count, double curve) {
    if (curve == 1) return;
    if (curve == 0) {
        std::fill_n(gains, count, 1.);
        return;
    }
    if (curve == 2) return simd::run<square>(gains, count);
    const double sign = curve != std::floor(curve) ? 0 : std::fmod(curve, 2) == 1 ? -1 : 1;
    simd::run<raise_run>(gains, count, curve, sign);
}

} // namespace pya::dsp::impl
