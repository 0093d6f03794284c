// SPDX-License-Identifier: MIT
/// @file
/// Echoes.
#ifndef PYA_DSP_EFFECT_DELAY_HPP
#define PYA_DSP_EFFECT_DELAY_HPP

#include <pya/dsp/effect/effect.hpp>
#include <pya/dsp/effect/glide.hpp>
#include <pya/dsp/effect/parameter.hpp>
#include <pya/dsp/leaf/delay_line.hpp>
#include <pya/dsp/leaf/phase.hpp>

#include <vector>

namespace pya::dsp {

/// The options of a Delay.
struct DelayOptions {
    Seconds time = 0.3;    ///< from one echo to the next, 1 ms to `longest`
    double feedback = 0.4; ///< each echo is so many times the one before, -0.99 to 0.99
    double ping_pong = 0;  ///< 1: all channels echo in the first one, then in the second, ...; 0 to 1
    double mix = 0.35;     ///< 0 is the signal alone, 1 are the echoes alone
    Seconds depth = 0;     ///< the time swings by so much to both sides, 0 to 10 ms, but stays above 0
    double rate = 1;       ///< so many times a second, 0 to 20 Hz
    Seconds longest = 2;   ///< for how long a time there is memory, 1 ms to 60 s
};

/// Echoes that feed back, go around the channels, and swing like a tape. Another time fades in within 50 ms,
/// without a change of the pitch. Between the samples a cubic interpolates.
///
///     Delay delay(48000, 2, {.time = 250_ms, .feedback = 0.5, .ping_pong = 1});
///     delay.process(in, out);
///     delay.time.set(400_ms);               // from any thread
class PYA_DSP_EXPORT Delay final : public Effect {
public:
    /// Throws ArgumentError for options out of their ranges, and as Effect.
    explicit Delay(double sr, Index channels = 1, const DelayOptions& options = {});

    Parameter<Seconds> time;  ///< see DelayOptions
    Parameter<> feedback;     ///< see DelayOptions
    Parameter<> ping_pong;    ///< see DelayOptions
    Parameter<> mix;          ///< see DelayOptions
    Parameter<Seconds> depth; ///< see DelayOptions
    Parameter<> rate;         ///< see DelayOptions

    void reset() override;
    /// The echoes die away without an end.
    Index tail() const override { return endless; }

private:
    void run(Block<double> block) override;
    double read(const leaf::DelayLine<double>& line, double swing, double fresh) const;

    std::vector<leaf::DelayLine<double>> lines_; // one for each channel
    std::vector<double> echoes_;                 // of the present sample, in each channel
    impl::Glide feedback_, ping_pong_, mix_, depth_;
    leaf::Phase<double> swing_;
    double time_, former_time_; // in samples
    Index fade_, fading_ = 0;   // samples of the fade from the former time, and how many are left
};

} // namespace pya::dsp

#endif
