// SPDX-License-Identifier: MIT
#include <pya/mapping.hpp>

#include "simd/math.hpp"
#include "simd/run.hpp"

namespace pya::detail {
namespace {

PYA_INLINE void take_logarithms(float* values, const Logarithm& curve, Eigen::Index n) {
    for (Eigen::Index i = 0; i < n; ++i) {
        const double x = curve.add + static_cast<double>(values[i]) / curve.unit;
        values[i] = static_cast<float>(curve.base + curve.scale * simd::logarithm_of_any(x));
    }
}

PYA_INLINE void take_exponentials(float* values, const Exponential& curve, Eigen::Index n) {
    for (Eigen::Index i = 0; i < n; ++i) {
        const double x = (static_cast<double>(values[i]) - curve.from) / curve.unit;
        values[i] = static_cast<float>(curve.scale * simd::exponential(x) - curve.less);
    }
}

} // namespace

void map_all(float* values, Eigen::Index n, const Logarithm& curve) {
    simd::run<take_logarithms>(values, curve, n);
}

void map_all(float* values, Eigen::Index n, const Exponential& curve) {
    simd::run<take_exponentials>(values, curve, n);
}

} // namespace pya::detail
