// SPDX-License-Identifier: MIT
/// @file
/// A number in a generator that any thread may change while it sounds.
#ifndef PYA_AGEN_PARAM_HPP
#define PYA_AGEN_PARAM_HPP

#include <pya/export.hpp>

#include <pya/agen/generator.hpp>
#include <pya/dsp/effect/parameter.hpp>

namespace pya::gen {

/// What a Param has besides its value.
struct ParamOptions {
    double least = -1e300;  ///< the smallest value
    double largest = 1e300; ///< the largest value
    Seconds smooth = 0.02;  ///< after a change, a thousandth of the way is left after that time; 0 is at once
};

/// A generator of one number, which any thread may set and read at any time; no one waits. What sounds hears
/// of it within 64 samples, and moves to it smoothly.
///
///     gen::Param cutoff(800, {.least = 50, .largest = 8000});
///     server.play(gen::lowpass(gen::saw(110), cutoff));
///     cutoff.set(2000);
///
/// Copies are the same parameter, and so are those in generators. Who renders or plays a generator begins
/// with the value of that moment.
class PYA_EXPORT Param : public Agen {
public:
    /// Throws ArgumentError unless least <= value <= largest and the time is 0 to 10000 s.
    explicit Param(double value, const ParamOptions& options = {});

    /// Throws ArgumentError, and changes nothing, if the value is out of the range or NaN.
    void set(double value) { knob_.set(value); }
    double get() const { return knob_.get(); }  ///< what was set last
    double least() const { return least_; }     ///< the smallest value
    double largest() const { return largest_; } ///< the largest value

private:
    Param(const dsp::Parameter<>& knob, const ParamOptions& options);

    dsp::Parameter<> knob_;
    double least_, largest_;
};

} // namespace pya::gen

#endif
