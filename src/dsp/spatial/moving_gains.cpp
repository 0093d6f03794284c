// SPDX-License-Identifier: MIT
#include <pya/dsp/spatial/moving_gains.hpp>

namespace pya::dsp::impl {

MovingGains::MovingGains(double sr, Index channels)
    : wanted_(static_cast<std::size_t>(channels)), gains_(wanted_.size(), Glide(0, sr)) {}

bool MovingGains::turns_to(const dsp::Direction& direction) {
    if (known_ && direction.azimuth == direction_.azimuth && direction.elevation == direction_.elevation)
        return false;
    direction_ = direction;
    known_ = true;
    return true;
}

void MovingGains::go() {
    for (std::size_t c = 0; c < gains_.size(); ++c) gains_[c].to(wanted_[c]);
}

void MovingGains::jump() {
    for (std::size_t c = 0; c < gains_.size(); ++c) gains_[c].reset(wanted_[c]);
}

void MovingGains::process(Block<double> block) {
    for (Index i = 0; i < block.samples(); ++i) {
        double sound = 0;
        for (Index c = 0; c < block.channels(); ++c) sound += block(i, c);
        for (Index c = 0; c < block.channels(); ++c)
            block(i, c) = sound * gains_[static_cast<std::size_t>(c)].next();
    }
}

} // namespace pya::dsp::impl
