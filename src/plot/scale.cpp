// SPDX-License-Identifier: MIT
#include "plot/scale.hpp"

#include <pya/mapping.hpp>

#include <cmath>
#include <limits>

namespace pya::plot {

double warp(Scale scale, double value) {
    if (scale == Scale::log) return value > 0 ? std::log10(value) : -std::numeric_limits<double>::infinity();
    return scale == Scale::mel ? std::copysign(hz2mel(std::abs(value)), value) : value;
}

double unwarp(Scale scale, double place) {
    if (scale == Scale::log) return std::pow(10, place);
    return scale == Scale::mel ? std::copysign(mel2hz(std::abs(place)), place) : place;
}

double first_place(Scale scale, double start, double step) {
    if (scale != Scale::log || start > 0) return start;
    return start + (std::floor(-start / step) + 1) * step;
}

} // namespace pya::plot
