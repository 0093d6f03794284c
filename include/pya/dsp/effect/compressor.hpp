// SPDX-License-Identifier: MIT
/// @file
/// Makes loud passages softer.
#ifndef PYA_DSP_EFFECT_COMPRESSOR_HPP
#define PYA_DSP_EFFECT_COMPRESSOR_HPP

#include <pya/dsp/effect/dynamics.hpp>

namespace pya::dsp {

/// The options of a Compressor.
struct CompressorOptions {
    Decibels threshold = Decibels(-18); ///< levels above this, -120 to 24 dB re full scale, are turned down
    double ratio = 3;              ///< so many dB more at the input are 1 dB more at the output, 1 to 1000
    Decibels knee = Decibels(6);   ///< how wide the bend at the threshold is, 0 to 60 dB
    Seconds attack = 0.005;        ///< the gain falls by 63 % of the way in this time, 0 to 10 s
    Seconds release = 0.1;         ///< and rises in this one, 0 to 10 s
    Decibels makeup = Decibels(0); ///< a gain on everything, -60 to 60 dB
    Seconds lookahead = 0;         ///< the gain begins to fall this long before a peak, 0 to 1 s
    Seconds hold = 0.01;           ///< a peak keeps the level up for this long, 0 to 1 s
};

/// Turns down what is louder than a threshold, see Dynamics for how. With a ratio of 1000 it is a limiter,
/// but only Limiter knows the peaks between the samples.
///
///     Compressor compressor(48000, 2, {.threshold = -20_dB, .ratio = 4, .lookahead = 5_ms});
///     compressor.process(in, out);
///     compressor.process(music, voice, out);  // music gives way to a voice
///     compressor.ratio.set(2);                // from any thread
class PYA_DSP_EXPORT Compressor final : public Dynamics {
public:
    /// Throws ArgumentError for options out of their ranges, and as Effect.
    explicit Compressor(double sr, Index channels = 1, const CompressorOptions& options = {});

    Parameter<Decibels> threshold; ///< see CompressorOptions
    Parameter<> ratio;             ///< see CompressorOptions
    Parameter<Decibels> knee;      ///< see CompressorOptions
    Parameter<Seconds> attack;     ///< see CompressorOptions
    Parameter<Seconds> release;    ///< see CompressorOptions
    Parameter<Decibels> makeup;    ///< see CompressorOptions

    void reset() override;

private:
    void turn() override;
    double wanted(double level) override;
    double total_gain() override { return makeup_.next(); }

    impl::Glide threshold_, ratio_, knee_, makeup_;
};

} // namespace pya::dsp

#endif
