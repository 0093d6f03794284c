// SPDX-License-Identifier: MIT
/// @file
/// A parameter that changes without clicks.
#ifndef PYA_DSP_LEAF_SMOOTHED_HPP
#define PYA_DSP_LEAF_SMOOTHED_HPP

#include <cmath>

namespace pya::dsp::leaf {

/// A value that approaches its target exponentially; the target may change at any time. After `seconds` a
/// thousandth of the way is left (-60 dB). With each sample it goes the part largest_step() of the way that
/// is left, so it never goes beyond the target. In the end it is exactly the target.
///
///     Smoothed<float> gain(1, 0.02f, 44100);
///     gain.set(0.3f);
///     y = gain.next() * x;
template <class T>
class Smoothed {
public:
    /// Starts at rest at a value. With 0 seconds or less it follows its target at once. The sampling rate is
    /// in Hz.
    Smoothed(T value, T seconds, T sr) {
        const T samples = std::fmax(seconds * sr, T(0));
        keep_ = samples > 0 ? std::exp(T(-6.9077552789821371) / samples) : T(0);
        reset(value);
    }

    /// Sets another target from the next sample on.
    void set(T target) {
        left_ += target_ - target;
        target_ = target;
    }

    /// The part of the way that is left that one sample goes.
    T largest_step() const { return 1 - keep_; }

    /// The value of this sample.
    T next() {
        left_ *= keep_;
        if (std::fabs(left_) < T(1e-15)) left_ = 0; // before it becomes denormal
        return target_ + left_;
    }

    /// Rests at a value from now on.
    void reset(T value = 0) {
        target_ = value;
        left_ = 0;
    }

private:
    T keep_, target_, left_; // left_: from the target to the value
};

} // namespace pya::dsp::leaf

#endif
