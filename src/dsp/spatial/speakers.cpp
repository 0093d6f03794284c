// SPDX-License-Identifier: MIT
#include <pya/dsp/spatial/speakers.hpp>

#include <pya/error.hpp>

#include <cmath>
#include <numbers>

namespace pya::dsp {

Speakers speaker_ring(Index n, double first) {
    if (n < 1 || n > 1024) detail::fail("speaker_ring: n is ", n, "; it must be 1 to 1024");
    if (!std::isfinite(first)) detail::fail("speaker_ring: first is ", first, "; it must be finite");
    Speakers speakers;
    for (Index i = 0; i < n; ++i)
        speakers.push_back({.azimuth = first + 360. * static_cast<double>(i) / static_cast<double>(n)});
    return speakers;
}

Speakers stereo_speakers() { return {{.azimuth = 30}, {.azimuth = -30}}; }

Speakers surround_speakers() {
    return {{.azimuth = 30}, {.azimuth = -30}, {.azimuth = 0}, {.azimuth = 110}, {.azimuth = -110}};
}

Speakers speaker_cube() {
    const double corner = std::atan(std::numbers::sqrt2 / 2) * 180 / std::numbers::pi;
    Speakers speakers;
    for (const double elevation : {-corner, corner})
        for (const double azimuth : {45., 135., -135., -45.})
            speakers.push_back({.azimuth = azimuth, .elevation = elevation});
    return speakers;
}

} // namespace pya::dsp
