// SPDX-License-Identifier: MIT
/// @file
/// A value that moves in a straight line.
#ifndef PYA_DSP_LEAF_RAMP_HPP
#define PYA_DSP_LEAF_RAMP_HPP

#include <cstddef>

namespace pya::dsp::leaf {

/// A value that goes to a target in a straight line, and reaches it exactly after a given number of samples.
/// It does not drift, however long the line is.
///
///     Ramp<float> gain(0);
///     gain.to(1, 4);
///     gain.next();                          // 0, then 0.25, 0.5, 0.75, 1, 1, ...
template <class T>
class Ramp {
public:
    /// Starts at rest at a value.
    explicit Ramp(T value = 0) { reset(value); }

    /// Goes from the present value to `target` within `samples`; with 0 at once.
    void to(T target, std::size_t samples) {
        step_ = samples > 0 ? (target - value()) / static_cast<T>(samples) : T(0);
        target_ = target;
        left_ = samples;
    }

    /// What next() will return.
    T value() const { return target_ - step_ * static_cast<T>(left_); }
    /// True if the target is reached.
    bool arrived() const { return left_ == 0; }

    /// The value of this sample.
    T next() {
        const T now = value();
        if (left_ > 0) --left_;
        return now;
    }

    /// Rests at a value from now on.
    void reset(T value = 0) {
        target_ = value;
        step_ = 0;
        left_ = 0;
    }

private:
    T target_, step_;
    std::size_t left_;
};

} // namespace pya::dsp::leaf

#endif
