// SPDX-License-Identifier: MIT
/// @file
/// One sound on many channels, while it moves.
#ifndef PYA_DSP_SPATIAL_MOVING_GAINS_HPP
#define PYA_DSP_SPATIAL_MOVING_GAINS_HPP

#include <pya/dsp/block.hpp>
#include <pya/dsp/effect/glide.hpp>
#include <pya/dsp/spatial/speakers.hpp>
#include <pya/export.hpp>

#include <span>
#include <vector>

namespace pya::dsp::impl {

/// The gains with which one sound goes to each channel. They move to those of a new direction smoothly.
class PYA_DSP_EXPORT MovingGains {
public:
    /// `channels` gains of 0, for a sampling rate in Hz.
    MovingGains(double sr, Index channels);

    /// True if the gains on their way aren't those of this direction. Remembers the direction.
    bool turns_to(const dsp::Direction& direction);

    /// Where the gains of the direction are to be written.
    std::span<double> wanted() { return wanted_; }

    void go();   ///< moves to the wanted gains from the next sample on
    void jump(); ///< rests at the wanted gains

    /// Puts the sum of all channels into each of them, by its gain.
    void process(Block<double> block);

private:
    dsp::Direction direction_;
    bool known_ = false; // the direction
    std::vector<double> wanted_;
    std::vector<Glide> gains_;
};

} // namespace pya::dsp::impl

#endif
