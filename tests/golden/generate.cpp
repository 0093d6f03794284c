// SPDX-License-Identifier: MIT
// Group ugen: oscillators and noise.
#include "golden/mapping.hpp"

#include <pya/dsp/noise.hpp>

namespace golden {
namespace {

const Covers pink_filter("ugen", "Ugen.noise.pink_filter", [](const Case& c, Checker& check) {
    const std::vector<double> white = c.in("white").list();
    Eigen::ArrayXd pink(static_cast<Index>(white.size()));
    pya::dsp::PinkFilter().process<double>(white, {pink.data(), white.size()});
    check.out("raw", array(pink));
    // pya maps [min, max] onto [0, 1] afterwards.
    check.out("pya_normalized",
              array(((pink - pink.minCoeff()) / (pink.maxCoeff() - pink.minCoeff())).eval()));
});

} // namespace
} // namespace golden
