// SPDX-License-Identifier: MIT
/// @file
/// Notches that wander through the spectrum.
#ifndef PYA_DSP_EFFECT_PHASER_HPP
#define PYA_DSP_EFFECT_PHASER_HPP

#include <pya/dsp/effect/effect.hpp>
#include <pya/dsp/effect/glide.hpp>
#include <pya/dsp/effect/parameter.hpp>
#include <pya/dsp/leaf/phase.hpp>

#include <vector>

namespace pya::dsp {

/// The options of a Phaser.
struct PhaserOptions {
    Index stages = 6;      ///< how many all-passes, 1 to 24; two make a notch
    double freq = 800;     ///< around which their frequency swings, in Hz, 10 to 0.45 times the sampling rate
    double octaves = 1.5;  ///< how far it swings to both sides, 0 to 5
    double rate = 0.4;     ///< how often a second, 0 to 20 Hz
    double feedback = 0.3; ///< how much of the output of the all-passes goes back, -0.95 to 0.95
    double mix = 0.5;      ///< 0 is the signal alone; the notches are deepest with 0.5
};

/// Adds the signal after first-order all-passes, which cancels what they turn by half a cycle. The swing of
/// each channel is a quarter of a cycle later than that of the one before. The all-passes have
/// topology-preserving integrators (V. Zavalishin, The Art of VA Filter Design, 2012), which may be swept
/// fast.
///
///     Phaser phaser(48000, 2, {.stages = 8, .feedback = 0.6});
///     phaser.process(in, out);
///     phaser.freq.set(500);                 // from any thread
class PYA_DSP_EXPORT Phaser final : public Effect {
public:
    /// Throws ArgumentError for options out of their ranges, and as Effect.
    explicit Phaser(double sr, Index channels = 1, const PhaserOptions& options = {});

    Parameter<> freq;     ///< see PhaserOptions
    Parameter<> octaves;  ///< see PhaserOptions
    Parameter<> rate;     ///< see PhaserOptions
    Parameter<> feedback; ///< see PhaserOptions
    Parameter<> mix;      ///< see PhaserOptions

    void reset() override;
    /// The all-passes decay without an end.
    Index tail() const override { return endless; }

private:
    void run(Block<double> block) override;

    Index stages_;
    std::vector<double> states_; // of the stages of the first channel, of the second, ...
    std::vector<double> last_;   // what goes back in each channel
    impl::Glide freq_, octaves_, feedback_, mix_;
    leaf::Phase<double> swing_;
};

} // namespace pya::dsp

#endif
