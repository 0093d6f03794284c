// SPDX-License-Identifier: MIT
/// @file
/// Makes soft passages softer.
#ifndef PYA_DSP_EFFECT_EXPANDER_HPP
#define PYA_DSP_EFFECT_EXPANDER_HPP

#include <pya/dsp/effect/dynamics.hpp>

namespace pya::dsp {

/// The options of an Expander.
struct ExpanderOptions {
    Decibels threshold = Decibels(-40); ///< levels below this, -120 to 24 dB re full scale, are turned down
    double ratio = 2;                   ///< 1 dB less at the input is so many dB less at the output, 1 to 100
    Decibels range = Decibels(40);      ///< but nothing is turned down by more than this, 0 to 120 dB
    Seconds attack = 0.001;             ///< the gain rises by 63 % of the way in this time, 0 to 10 s
    Seconds release = 0.1;              ///< and falls in this one, 0 to 10 s
    Seconds lookahead = 0;              ///< the gain begins to rise this long before a peak, 0 to 1 s
    Seconds hold = 0.01;                ///< a peak keeps the level up for this long, 0 to 1 s
};

/// Turns down what is softer than a threshold, see Dynamics for how.
///
///     Expander expander(48000, 2, {.threshold = -50_dB, .ratio = 3});
///     expander.process(in, out);
///     expander.range.set(20_dB);            // from any thread
class PYA_DSP_EXPORT Expander final : public Dynamics {
public:
    /// Throws ArgumentError for options out of their ranges, and as Effect.
    explicit Expander(double sr, Index channels = 1, const ExpanderOptions& options = {});

    Parameter<Decibels> threshold; ///< see ExpanderOptions
    Parameter<> ratio;             ///< see ExpanderOptions
    Parameter<Decibels> range;     ///< see ExpanderOptions
    Parameter<Seconds> attack;     ///< see ExpanderOptions
    Parameter<Seconds> release;    ///< see ExpanderOptions

    void reset() override;

private:
    void turn() override;
    double wanted(double level) override;

    impl::Glide threshold_, ratio_, range_;
};

/// The options of a Gate.
struct GateOptions {
    Decibels threshold = Decibels(-40); ///< at this level, -120 to 24 dB re full scale, the gate opens
    Decibels hysteresis = Decibels(6);  ///< and so far below it, 0 to 60 dB, it closes
    Decibels range = Decibels(80);      ///< how far a closed gate turns down, 0 to 120 dB
    Seconds attack = 0.001;             ///< the gain rises by 63 % of the way in this time, 0 to 10 s
    Seconds release = 0.1;              ///< and falls in this one, 0 to 10 s
    Seconds lookahead = 0;              ///< the gate opens this long before a peak, 0 to 1 s
    Seconds hold = 0.05;                ///< a peak keeps the gate open for this long, 0 to 1 s
};

/// Passes what is loud and turns down what is soft, and is not in doubt between them, see Dynamics for how.
/// It is closed at first.
///
///     Gate gate(48000, 2, {.threshold = -45_dB, .lookahead = 2_ms});
///     gate.process(in, out);
///     gate.threshold.set(-50_dB);           // from any thread
class PYA_DSP_EXPORT Gate final : public Dynamics {
public:
    /// Throws ArgumentError for options out of their ranges, and as Effect.
    explicit Gate(double sr, Index channels = 1, const GateOptions& options = {});

    Parameter<Decibels> threshold;  ///< see GateOptions
    Parameter<Decibels> hysteresis; ///< see GateOptions
    Parameter<Decibels> range;      ///< see GateOptions
    Parameter<Seconds> attack;      ///< see GateOptions
    Parameter<Seconds> release;     ///< see GateOptions

    void reset() override;

private:
    void turn() override;
    double wanted(double level) override;

    impl::Glide threshold_, hysteresis_, range_;
    bool open_ = false;
};

} // namespace pya::dsp

#endif
