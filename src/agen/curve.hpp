// SPDX-License-Identifier: MIT
// Curves as generators.
#ifndef PYA_SRC_AGEN_CURVE_HPP
#define PYA_SRC_AGEN_CURVE_HPP

#include "agen/node.hpp"

#include <pya/acurve.hpp>

#include <vector>

namespace pya::gen::impl {

/// A curve for each channel. It ends at the last point, or holds it.
std::shared_ptr<Node> curve_node(std::vector<Acurve> channels, bool ends);

} // namespace pya::gen::impl

#endif
