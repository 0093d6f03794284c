// SPDX-License-Identifier: MIT
/// @file
/// Into a field of sound and out of it while it plays.
#ifndef PYA_DSP_SPATIAL_AMBISONIC_EFFECTS_HPP
#define PYA_DSP_SPATIAL_AMBISONIC_EFFECTS_HPP

#include <pya/dsp/aligned.hpp>
#include <pya/dsp/effect/effect.hpp>
#include <pya/dsp/spatial/ambisonics.hpp>
#include <pya/dsp/spatial/moving_sound.hpp>

namespace pya::dsp {

/// Puts a sound into a field of sound, see encode_ambisonics(). The sound is the sum of all channels, which
/// are those of the field: mostly one of them holds it, and the others are silent. A new direction is faded
/// to within 50 ms.
///
///     AmbisonicEncoder encoder(48000, 3, {.azimuth = 30});
///     encoder.process(in, out);             // sixteen channels
///     encoder.azimuth.set(90);              // from any thread
class PYA_DSP_EXPORT AmbisonicEncoder final : public MovingSound {
public:
    /// `order` is 1, 2 or 3. Throws ArgumentError for others, for options out of their ranges, and as Effect.
    explicit AmbisonicEncoder(double sr, int order = 1, const PannerOptions& options = {});

private:
    void write_gains(const Direction& direction, std::span<double> gains) const override;
};

/// Makes of a field of sound the channels of loudspeakers, see ambisonic_decoder(). There are as many
/// channels as the field or the loudspeakers have, whichever are more: the first ones hold the field before,
/// and the loudspeakers after. Those that are left over become silent.
///
///     AmbisonicDecoder decoder(48000, 1, speaker_ring(8));
///     decoder.process(in, out);             // eight channels, of which `in` uses four
class PYA_DSP_EXPORT AmbisonicDecoder final : public Effect {
public:
    /// Throws ArgumentError as Effect and ambisonic_decoder().
    AmbisonicDecoder(double sr, int order, const Speakers& speakers,
                     const AmbisonicDecoderOptions& options = {});

    void reset() override {}
    /// The output ends with the input.
    Index tail() const override { return 0; }

private:
    void run(Block<double> block) override;

    Index field_, speakers_;        // their channels
    AlignedVector<double> decoder_; // loudspeakers x channels of the field
    AlignedVector<double> sounds_;  // of the loudspeakers, one sample
};

} // namespace pya::dsp

#endif
