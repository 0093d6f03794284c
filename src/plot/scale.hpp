// SPDX-License-Identifier: MIT
// Scales of axes. Everything is drawn in warped coordinates, in which each scale is linear.
#ifndef PYA_SRC_PLOT_SCALE_HPP
#define PYA_SRC_PLOT_SCALE_HPP

#include <pya/plot/style.hpp>

namespace pya::plot {

/// The place of a value: the value, its common logarithm, or its mel, which is odd below 0. What isn't above
/// 0 has the logarithm -infinity.
double warp(Scale scale, double value);
/// The value at a place.
double unwarp(Scale scale, double place);
/// The first of the values start, start + step, ... that has a finite place.
double first_place(Scale scale, double start, double step);

} // namespace pya::plot

#endif
