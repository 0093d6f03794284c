// SPDX-License-Identifier: MIT
/// @file
/// Multiplies by a wave: slowly it is a tremolo, fast a ring modulation.
#ifndef PYA_DSP_EFFECT_TREMOLO_HPP
#define PYA_DSP_EFFECT_TREMOLO_HPP

#include <pya/dsp/effect/effect.hpp>
#include <pya/dsp/effect/glide.hpp>
#include <pya/dsp/effect/parameter.hpp>
#include <pya/dsp/leaf/phase.hpp>

namespace pya::dsp {

/// The options of a Tremolo.
struct TremoloOptions {
    double rate = 5;    ///< how often a second, 0 to 50 Hz
    double depth = 0.5; ///< with 1 the sound goes down to silence, 0 to 1
    double spread = 0;  ///< how much later each channel is, in cycles, 0 to 1; with 0.5 two go to and fro
};

/// Makes the sound softer and louder in turn: the gain is a sine from 1 - depth to 1.
///
///     Tremolo tremolo(48000, 2, {.rate = 6, .spread = 0.5});
///     tremolo.process(in, out);
///     tremolo.depth.set(0.8);               // from any thread
class PYA_DSP_EXPORT Tremolo final : public Effect {
public:
    /// Throws ArgumentError for options out of their ranges, and as Effect.
    explicit Tremolo(double sr, Index channels = 1, const TremoloOptions& options = {});

    Parameter<> rate;   ///< see TremoloOptions
    Parameter<> depth;  ///< see TremoloOptions
    Parameter<> spread; ///< see TremoloOptions

    void reset() override;
    /// The output ends with the input.
    Index tail() const override { return 0; }

private:
    void run(Block<double> block) override;

    impl::Glide depth_, spread_;
    leaf::Phase<double> swing_;
};

/// The options of a RingModulator.
struct RingOptions {
    double freq = 200; ///< of the sine, in Hz, 0 to half of the sampling rate
    double mix = 1;    ///< 0 is the signal alone, 1 the product alone
};

/// Multiplies by a sine, which puts two lines in the place of each: their sum and their difference. Sums
/// above half of the sampling rate come back as other tones.
///
///     RingModulator ring(48000, 2, {.freq = 440});
///     ring.process(in, out);
///     ring.freq.set(300);                   // from any thread
class PYA_DSP_EXPORT RingModulator final : public Effect {
public:
    /// Throws ArgumentError for options out of their ranges, and as Effect.
    explicit RingModulator(double sr, Index channels = 1, const RingOptions& options = {});

    Parameter<> freq; ///< see RingOptions
    Parameter<> mix;  ///< see RingOptions

    void reset() override;
    /// The output ends with the input.
    Index tail() const override { return 0; }

private:
    void run(Block<double> block) override;

    impl::Glide freq_, mix_;
    leaf::Phase<double> wave_;
};

} // namespace pya::dsp

#endif
