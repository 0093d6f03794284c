// SPDX-License-Identifier: MIT
/// @file
/// How effects move from one value of a parameter to the next.
#ifndef PYA_DSP_EFFECT_GLIDE_HPP
#define PYA_DSP_EFFECT_GLIDE_HPP

#include <pya/dsp/leaf/one_pole.hpp>

#include <cmath>

namespace pya::dsp::impl {

/// Moves to a target without a step and without a corner: two low-passes of 5 ms in a row. A thousandth of
/// the way is left after 46 ms, and in the end the value is exactly the target.
class Glide {
public:
    /// At rest at a value. The rate is in Hz, and the time of each low-pass in seconds.
    Glide(double value, double sr, double seconds = 0.005) {
        for (leaf::OnePole<double>& pole : poles_) pole.set_time(seconds, sr);
        reset(value);
    }

    /// Another target from the next sample on.
    void to(double target) {
        resting_ = resting_ && target == target_;
        target_ = target;
    }

    /// True if the value does not move.
    bool resting() const { return resting_; }

    /// The value of the next sample.
    double next() {
        if (resting_) return target_;
        const double first = poles_[0](target_), second = poles_[1](first);
        if (std::fabs(first - target_) + std::fabs(second - target_) > 1e-9 * std::fabs(target_) + 1e-12)
            return second;
        reset(target_);
        return target_;
    }

    /// Rests at a value from now on.
    void reset(double value) {
        for (leaf::OnePole<double>& pole : poles_) pole.reset(value);
        target_ = value;
        resting_ = true;
    }

private:
    leaf::OnePole<double> poles_[2];
    double target_ = 0;
    bool resting_ = true;
};

} // namespace pya::dsp::impl

#endif
