// SPDX-License-Identifier: MIT
/// @file
/// Copies of the signal whose delays swing.
#ifndef PYA_DSP_EFFECT_CHORUS_HPP
#define PYA_DSP_EFFECT_CHORUS_HPP

#include <pya/dsp/effect/effect.hpp>
#include <pya/dsp/effect/glide.hpp>
#include <pya/dsp/effect/parameter.hpp>
#include <pya/dsp/leaf/delay_line.hpp>
#include <pya/dsp/leaf/phase.hpp>

#include <vector>

namespace pya::dsp {

/// The options of a Chorus.
struct ChorusOptions {
    Index voices = 3;      ///< how many copies, 1 to 16
    Seconds delay = 0.02;  ///< around which the delays swing, 0.5 to 50 ms
    Seconds depth = 0.003; ///< how far they swing to both sides, 0 to 20 ms, but at most by the delay
    double rate = 0.5;     ///< how often a second, 0 to 20 Hz
    double feedback = 0;   ///< how much of the copies is copied again, -0.95 to 0.95
    double mix = 0.5;      ///< 0 is the signal alone, 1 are the copies alone
};

/// The options that make a flanger of a Chorus: one copy, so close that it forms a comb filter, which
/// feedback makes sharper.
inline constexpr ChorusOptions flanger{
    .voices = 1, .delay = 0.003, .depth = 0.002, .rate = 0.3, .feedback = 0.5, .mix = 0.5};

/// Adds copies of the signal, whose delays swing, each at another time, and in each channel a quarter of a
/// cycle later than in the one before. Between the samples a cubic interpolates.
///
///     Chorus chorus(48000, 2, {.voices = 4});
///     Chorus other(48000, 2, flanger);
///     chorus.process(in, out);
///     chorus.depth.set(5_ms);               // from any thread
class PYA_DSP_EXPORT Chorus final : public Effect {
public:
    /// Throws ArgumentError for options out of their ranges, and as Effect.
    explicit Chorus(double sr, Index channels = 1, const ChorusOptions& options = {});

    Parameter<Seconds> delay; ///< see ChorusOptions
    Parameter<Seconds> depth; ///< see ChorusOptions
    Parameter<> rate;         ///< see ChorusOptions
    Parameter<> feedback;     ///< see ChorusOptions
    Parameter<> mix;          ///< see ChorusOptions

    void reset() override;
    /// With feedback the copies die away without an end.
    Index tail() const override { return endless; }

private:
    void run(Block<double> block) override;

    Index voices_;
    std::vector<leaf::DelayLine<double>> lines_; // one for each channel
    impl::Glide delay_, depth_, feedback_, mix_;
    leaf::Phase<double> swing_;
};

} // namespace pya::dsp

#endif
