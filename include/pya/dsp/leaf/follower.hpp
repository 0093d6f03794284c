// SPDX-License-Identifier: MIT
/// @file
/// The level of a signal as it goes along.
#ifndef PYA_DSP_LEAF_FOLLOWER_HPP
#define PYA_DSP_LEAF_FOLLOWER_HPP

#include <pya/dsp/leaf/one_pole.hpp>

#include <cmath>

namespace pya::dsp::leaf {

/// The magnitude, which is followed up and down with a time constant each.
///
///     PeakFollower<float> level(0.001f, 0.1f, 44100);
///     const float loudness = level(x);
///     level.reset();
template <class T>
class PeakFollower {
public:
    /// A step up is followed to 1 - 1/e within `attack`, one down within `release`, both in seconds; 0 and
    /// less: at once. The sampling rate is in Hz.
    PeakFollower(T attack, T release, T sr) {
        up_.set_time(attack, sr);
        down_.set_time(release, sr);
    }

    /// The level after the next sample.
    T operator()(T x) {
        x = std::fabs(x);
        const T level = x > level_ ? up_(x) : down_(x);
        reset(level);
        return level;
    }

    /// To silence, or as after a long time of `level`.
    void reset(T level = 0) {
        level_ = level;
        up_.reset(level);
        down_.reset(level);
    }

private:
    OnePole<T> up_, down_;
    T level_ = 0;
};

/// The root of the mean square, where the mean forgets exponentially.
///
///     RmsFollower<float> level(0.3f, 44100);
///     const float loudness = level(x);
///     level.reset();
template <class T>
class RmsFollower {
public:
    /// A step of the square is followed to 1 - 1/e within `seconds`; 0 and less: at once. The rate is in Hz.
    RmsFollower(T seconds, T sr) { mean_.set_time(seconds, sr); }

    /// The level after the next sample.
    T operator()(T x) { return std::sqrt(mean_(x * x)); }

    /// To silence, or as after a long time of `level`.
    void reset(T level = 0) { mean_.reset(level * level); }

private:
    OnePole<T> mean_;
};

} // namespace pya::dsp::leaf

#endif
