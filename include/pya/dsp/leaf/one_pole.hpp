// SPDX-License-Identifier: MIT
/// @file
/// The simplest low-pass.
#ifndef PYA_DSP_LEAF_ONE_POLE_HPP
#define PYA_DSP_LEAF_ONE_POLE_HPP

#include <cmath>
#include <numbers>

namespace pya::dsp::leaf {

/// y += a (x - y): a low-pass of 6 dB an octave, with 0 dB at 0 Hz.
///
///     OnePole<float> lowpass;
///     lowpass.set_cutoff(1000, 44100);
///     y = lowpass(x);
template <class T>
class OnePole {
public:
    /// Passes everything until it is set.
    OnePole() = default;

    /// Sets the frequency at which the level is exactly -3.01 dB. It is held within [0, sr / 2]; both are in
    /// Hz. At 0 Hz the output stays as it is.
    void set_cutoff(T freq, T sr) {
        const T half = std::sin(std::numbers::pi_v<T> * std::fmin(std::fmax(freq / sr, T(0)), T(0.5)));
        const T versine = 2 * half * half;
        a_ = std::sqrt(versine * (2 + versine)) - versine;
    }

    /// Sets the time in which the output goes 1 - 1/e of the way after a step, in seconds. With 0 or less it
    /// follows at once.
    void set_time(T seconds, T sr) {
        const T samples = std::fmax(seconds * sr, T(0));
        a_ = samples > 0 ? -std::expm1(-1 / samples) : T(1);
    }

    /// The next sample.
    T operator()(T x) { return y_ += a_ * (x - y_); }

    /// Sets the state to silence, or to that after a long time of `value`.
    void reset(T value = 0) { y_ = value; }

private:
    T a_ = 1, y_ = 0;
};

} // namespace pya::dsp::leaf

#endif
