// SPDX-License-Identifier: MIT
// Curves through measured values.
#ifndef PYA_SRC_ASIG_CURVE_HPP
#define PYA_SRC_ASIG_CURVE_HPP

#include <pya/acurve.hpp>
#include <pya/index.hpp>

#include <vector>

namespace pya::detail {

/// The values of a column at the centres of their frames, without those that aren't finite. May be empty.
std::vector<Acurve::Point> column_points(const Afeature& feature, Index column);

} // namespace pya::detail

#endif
