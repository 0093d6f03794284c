// SPDX-License-Identifier: MIT
// Directions as vectors: x to the front, y to the left, z upwards.
#ifndef PYA_SRC_DSP_SPATIAL_UNIT_VECTOR_HPP
#define PYA_SRC_DSP_SPATIAL_UNIT_VECTOR_HPP

#include <pya/dsp/spatial/speakers.hpp>
#include <pya/error.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace pya::dsp::impl {

/// Throws ArgumentError for a direction that is not finite. `function` is the caller's, for the message.
inline std::array<double, 3> unit_vector(const char* function, const dsp::Direction& direction) {
    if (!std::isfinite(direction.azimuth) || !std::isfinite(direction.elevation))
        detail::fail(function, ": a direction has the azimuth ", direction.azimuth, " and the elevation ",
                     direction.elevation, "; both must be finite degrees");
    // Whole turns are taken off first, so that large angles are as exact as small ones.
    const double azimuth = std::remainder(direction.azimuth, 360) * std::numbers::pi / 180;
    const double elevation = std::remainder(direction.elevation, 360) * std::numbers::pi / 180;
    return {std::cos(elevation) * std::cos(azimuth), std::cos(elevation) * std::sin(azimuth),
            std::sin(elevation)};
}

/// True if all loudspeakers are level with the listener.
inline bool level(const Speakers& speakers) {
    return std::all_of(speakers.begin(), speakers.end(),
                       [](const dsp::Direction& d) { return std::abs(d.elevation) < 1e-6; });
}

} // namespace pya::dsp::impl

#endif
