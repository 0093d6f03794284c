// SPDX-License-Identifier: MIT
/// @file
/// A parameter of an effect, which any thread may set while another one processes.
#ifndef PYA_DSP_EFFECT_PARAMETER_HPP
#define PYA_DSP_EFFECT_PARAMETER_HPP

#include <pya/export.hpp>
#include <pya/units.hpp>

#include <atomic>
#include <memory>
#include <type_traits>

namespace pya::dsp {
namespace impl {

/// The number in a Parameter.
class PYA_DSP_EXPORT Knob {
public:
    Knob(const char* name, const char* unit, double value, double least, double largest);
    Knob(const Knob&) = default;
    Knob& operator=(const Knob&) = default; // what was moved from is the same knob, too
    void set(double value);
    double get() const { return value_->load(std::memory_order_relaxed); }

private:
    const char* name_;
    const char* unit_;
    double least_, largest_;
    std::shared_ptr<std::atomic<double>> value_;
};

} // namespace impl

/// A parameter of an effect. Any thread may set and read it at any time, also while another thread processes;
/// no one waits. The effect hears of it at its next block, and moves to it smoothly: nothing clicks.
///
///     compressor.threshold.set(-20_dB);
///     compressor.threshold.get().value;     // -20
///
/// Copies of a parameter, and so those of its effect, are the same knob: who sets one of them sets all. So is
/// what was moved from. That is how a program turns the knobs of an effect that it has given to a server.
///
/// `Unit` is double, Seconds or Decibels.
template <class Unit = double>
class Parameter {
public:
    /// `name` is what errors say, and must live as long as the program. Throws ArgumentError unless the value
    /// is within [least, largest].
    Parameter(const char* name, Unit value, Unit least, Unit largest)
        : knob_(name, unit, number(value), number(least), number(largest)) {}

    /// Throws ArgumentError, and stays as it is, if the value is outside of the range or NaN.
    void set(Unit value) { knob_.set(number(value)); }
    /// What was set last.
    Unit get() const { return Unit(knob_.get()); }

private:
    static constexpr const char* unit = std::is_same_v<Unit, Seconds>    ? " s"
                                        : std::is_same_v<Unit, Decibels> ? " dB"
                                                                         : "";
    static double number(Unit value) {
        if constexpr (std::is_same_v<Unit, double>)
            return value;
        else
            return value.value;
    }

    impl::Knob knob_;
};

} // namespace pya::dsp

#endif
