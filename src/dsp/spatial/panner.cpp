// SPDX-License-Identifier: MIT
#include <pya/dsp/spatial/panner.hpp>

namespace pya::dsp {

Panner::Panner(double sr, const Speakers& speakers, const PannerOptions& options)
    : MovingSound("Panner", "Panner: azimuth", "Panner: elevation", sr, std::ssize(speakers), options),
      speakers_(speakers) {
    reset();
}

void Panner::write_gains(const Direction& direction, std::span<double> gains) const {
    speakers_.gains(direction, gains);
}

} // namespace pya::dsp
