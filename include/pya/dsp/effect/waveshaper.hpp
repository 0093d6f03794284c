// SPDX-License-Identifier: MIT
/// @file
/// Bends loud samples.
#ifndef PYA_DSP_EFFECT_WAVESHAPER_HPP
#define PYA_DSP_EFFECT_WAVESHAPER_HPP

#include <pya/dsp/effect/effect.hpp>
#include <pya/dsp/effect/glide.hpp>
#include <pya/dsp/effect/oversampler.hpp>
#include <pya/dsp/effect/parameter.hpp>
#include <pya/dsp/leaf/delay_line.hpp>

#include <vector>

namespace pya::dsp {

/// The curve of a Waveshaper: those of leaf/soft_clip.hpp.
enum class ShaperCurve {
    tanh,      ///< bends gently
    algebraic, ///< x / sqrt(1 + x^2)
    cubic,     ///< only a third harmonic, up to 3.5 dB over full scale
};

namespace impl {

/// What the filters of a channel of a Waveshaper remember.
struct ShaperStages {
    HalfBand<76> twofold;
    HalfBand<12> fourfold, eightfold;
    HalfBand<8> up;
    MeansHalver down;
    double last = 0; ///< the sample at the highest rate that was bent last

    /// Back to silence.
    void reset() {
        twofold.reset();
        fourfold.reset();
        eightfold.reset();
        up.reset();
        down.reset();
        last = 0;
    }
};

} // namespace impl

/// The options of a Waveshaper.
struct WaveshaperOptions {
    ShaperCurve curve = ShaperCurve::tanh; ///< which curve bends
    Decibels drive = Decibels(12);         ///< the gain ahead of the curve, -24 to 36 dB
    Decibels gain = Decibels(0);           ///< the gain behind it, -60 to 24 dB
    double mix = 1;                        ///< 0 is the signal alone, 1 the bent one alone
};

/// Bends loud samples by a curve, at sixteen times the rate and in the mean from each sample to the next
/// (antiderivative antialiasing, J. Parker and others 2016), so that harmonics above half of the rate don't
/// come back as wrong tones. With a tone of full scale of up to 10 kHz, drives of up to 24 dB, and any of the
/// curves, these aliases are below -90 dB up to 0.45 times the rate, relative to the tone, at rates of 44.1
/// kHz and above. Up to 0.45 times the rate the filters change no level by more than 0.01 dB.
///
///     Waveshaper shaper(48000, 2, {.drive = 20_dB, .gain = -6_dB});
///     shaper.process(in, out);              // late by shaper.latency(), 86 samples
///     shaper.drive.set(30_dB);              // from any thread
class PYA_DSP_EXPORT Waveshaper final : public Effect {
public:
    /// Throws ArgumentError for options out of their ranges, and as Effect.
    explicit Waveshaper(double sr, Index channels = 1, const WaveshaperOptions& options = {});

    Parameter<Decibels> drive; ///< see WaveshaperOptions
    Parameter<Decibels> gain;  ///< see WaveshaperOptions
    Parameter<> mix;           ///< see WaveshaperOptions

    void reset() override;
    /// The delay of the filters.
    Index latency() const override { return delay; }
    /// The filters' response behind their middle.
    Index tail() const override { return delay; }

private:
    // Three stages double the rate to eightfold and halve it again, each with a shorter filter, and a fourth
    // is around the curve itself.
    static constexpr Index delay = 76 + 12 / 2 + 12 / 4 + 8 / 8;
    struct Channel {
        impl::ShaperStages stages;
        leaf::DelayLine<double> dry{delay};
    };
    void run(Block<double> block) override;

    ShaperCurve curve_;
    std::vector<Channel> channels_;
    impl::Glide drive_, gain_, mix_;
};

} // namespace pya::dsp

#endif
