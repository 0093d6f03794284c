// SPDX-License-Identifier: MIT
/// @file
/// One sound on many channels, while it moves.
#ifndef PYA_DSP_SPATIAL_MOVING_SOUND_HPP
#define PYA_DSP_SPATIAL_MOVING_SOUND_HPP

#include <pya/dsp/effect/effect.hpp>
#include <pya/dsp/effect/glide.hpp>
#include <pya/dsp/effect/parameter.hpp>
#include <pya/dsp/spatial/speakers.hpp>
#include <pya/export.hpp>

#include <span>
#include <vector>

namespace pya::dsp {

/// The options of a Panner and of an AmbisonicEncoder.
struct PannerOptions {
    double azimuth = 0;   ///< where the sound comes from: degrees to the left, -36000 to 36000
    double elevation = 0; ///< degrees upwards, -90 to 90
};

/// What a Panner and an AmbisonicEncoder have in common: the sum of all channels goes to each of them by a
/// gain, which depends on the direction. A new direction is faded to within 50 ms.
class PYA_DSP_EXPORT MovingSound : public Effect {
public:
    Parameter<> azimuth;   ///< see PannerOptions
    Parameter<> elevation; ///< see PannerOptions

    void reset() override;
    /// The output ends with the input.
    Index tail() const override { return 0; }

protected:
    /// The names of the effect and of its parameters are for errors. Throws ArgumentError as Effect, and for
    /// options out of their ranges. The constructor of the derived class calls reset().
    MovingSound(const char* name, const char* azimuth_name, const char* elevation_name, double sr,
                Index channels, const PannerOptions& options);

private:
    /// Writes the gain of each channel for a sound from a direction; it neither allocates nor waits.
    virtual void write_gains(const Direction& direction, std::span<double> gains) const = 0;
    void run(Block<double> block) override;

    Direction direction_;
    std::vector<double> wanted_;
    std::vector<impl::Glide> gains_;
};

} // namespace pya::dsp

#endif
