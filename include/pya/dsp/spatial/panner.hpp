// SPDX-License-Identifier: MIT
/// @file
/// A sound that any thread moves around loudspeakers while it plays.
#ifndef PYA_DSP_SPATIAL_PANNER_HPP
#define PYA_DSP_SPATIAL_PANNER_HPP

#include <pya/dsp/spatial/moving_sound.hpp>
#include <pya/dsp/spatial/vbap.hpp>

namespace pya::dsp {

/// Puts a sound on loudspeakers by vector base amplitude panning, see Vbap. The sound is the sum of all
/// channels, of which there is one for each loudspeaker: mostly one of them holds it, and the others are
/// silent. A new direction is faded to within 50 ms.
///
///     Panner panner(48000, speaker_ring(8), {.azimuth = 30});
///     panner.process(in, out);              // eight channels
///     panner.azimuth.set(90);               // from any thread
class PYA_DSP_EXPORT Panner final : public MovingSound {
public:
    /// Throws ArgumentError for options out of their ranges, and as Effect and Vbap.
    explicit Panner(double sr, const Speakers& speakers = stereo_speakers(),
                    const PannerOptions& options = {});

private:
    void write_gains(const Direction& direction, std::span<double> gains) const override;

    Vbap speakers_;
};

} // namespace pya::dsp

#endif
