// SPDX-License-Identifier: MIT
#include <pya/dsp/spatial/panner.hpp>

namespace pya::dsp {

Panner::Panner(double sr, const Speakers& speakers, const PannerOptions& options)
    : Effect("Panner", sr, std::ssize(speakers)), azimuth("Panner: azimuth", options.azimuth, -36000, 36000),
      elevation("Panner: elevation", options.elevation, -90, 90), speakers_(speakers),
      gains_(sr, channels()) {
    reset();
}

void Panner::reset() {
    const Direction direction{.azimuth = azimuth.get(), .elevation = elevation.get()};
    gains_.turns_to(direction);
    speakers_.gains(direction, gains_.wanted());
    gains_.jump();
}

void Panner::run(Block<double> block) {
    const Direction direction{.azimuth = azimuth.get(), .elevation = elevation.get()};
    if (gains_.turns_to(direction)) {
        speakers_.gains(direction, gains_.wanted());
        gains_.go();
    }
    gains_.process(block);
}

} // namespace pya::dsp
