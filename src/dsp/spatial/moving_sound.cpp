// SPDX-License-Identifier: MIT
#include <pya/dsp/spatial/moving_sound.hpp>

namespace pya::dsp {

MovingSound::MovingSound(const char* name, const char* azimuth_name, const char* elevation_name, double sr,
                         Index channels, const PannerOptions& options)
    : Effect(name, sr, channels), azimuth(azimuth_name, options.azimuth, -36000, 36000),
      elevation(elevation_name, options.elevation, -90, 90), wanted_(static_cast<std::size_t>(channels)),
      gains_(wanted_.size(), impl::Glide(0, sr)) {}

void MovingSound::reset() {
    direction_ = {.azimuth = azimuth.get(), .elevation = elevation.get()};
    write_gains(direction_, wanted_);
    for (std::size_t c = 0; c < gains_.size(); ++c) gains_[c].reset(wanted_[c]);
}

void MovingSound::run(Block<double> block) {
    const Direction now{.azimuth = azimuth.get(), .elevation = elevation.get()};
    if (now.azimuth != direction_.azimuth || now.elevation != direction_.elevation) {
        direction_ = now;
        write_gains(now, wanted_);
        for (std::size_t c = 0; c < gains_.size(); ++c) gains_[c].to(wanted_[c]);
    }
    for (Index i = 0; i < block.samples(); ++i) {
        double sound = 0;
        for (Index c = 0; c < block.channels(); ++c) sound += block(i, c);
        for (Index c = 0; c < block.channels(); ++c)
            block(i, c) = sound * gains_[static_cast<std::size_t>(c)].next();
    }
}

} // namespace pya::dsp
