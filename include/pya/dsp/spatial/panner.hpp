// SPDX-License-Identifier: MIT
/// @file
/// A sound that any thread moves around loudspeakers while it plays.
#ifndef PYA_DSP_SPATIAL_PANNER_HPP
#define PYA_DSP_SPATIAL_PANNER_HPP

#include <pya/dsp/effect/effect.hpp>
#include <pya/dsp/effect/parameter.hpp>
#include <pya/dsp/spatial/moving_gains.hpp>
#include <pya/dsp/spatial/vbap.hpp>

namespace pya::dsp {

/// The options of a Panner and of an AmbisonicEncoder.
struct PannerOptions {
    double azimuth = 0;   ///< where the sound comes from: degrees to the left, -36000 to 36000
    double elevation = 0; ///< degrees upwards, -90 to 90
};

/// Puts a sound on loudspeakers by vector base amplitude panning, see Vbap. The sound is the sum of all
/// channels, of which there is one for each loudspeaker: mostly one of them holds it, and the others are
/// silent. A new direction is faded to within 50 ms.
///
///     Panner panner(48000, speaker_ring(8), {.azimuth = 30});
///     panner.process(in, out);              // eight channels
///     panner.azimuth.set(90);               // from any thread
class PYA_DSP_EXPORT Panner final : public Effect {
public:
    /// Throws ArgumentError for options out of their ranges, and as Effect and Vbap.
    explicit Panner(double sr, const Speakers& speakers = stereo_speakers(),
                    const PannerOptions& options = {});

    Parameter<> azimuth;   ///< see PannerOptions
    Parameter<> elevation; ///< see PannerOptions

    void reset() override;
    /// The output ends with the input.
    Index tail() const override { return 0; }

private:
    void run(Block<double> block) override;

    Vbap speakers_;
    impl::MovingGains gains_;
};

} // namespace pya::dsp

#endif
