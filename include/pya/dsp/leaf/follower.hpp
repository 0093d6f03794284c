// SPDX-License-Identifier: MIT
/// @file
/// The level of a signal, from sample to sample.
#ifndef PYA_DSP_LEAF_FOLLOWER_HPP
#define PYA_DSP_LEAF_FOLLOWER_HPP

#include <pya/dsp/leaf/one_pole.hpp>

#include <cmath>

namespace pya::dsp::leaf {

/// Follows the magnitude of a signal, upwards and downwards with different time constants.
///
///     PeakFollower<float> level(0.001f, 0.1f, 44100);
///     const float loudness = level(x);
///     level.reset();
template <class T>
class PeakFollower {
public:
    /// After a step upwards the level goes 1 - 1/e of the way within `attack`, and after a step downwards
    /// within `release`. Both are in seconds; with 0 or less it follows at once. The sampling rate is in Hz.
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

    /// Sets the state to silence, or to that after a long time at `level`.
    void reset(T level = 0) {
        level_ = level;
        up_.reset(level);
        down_.reset(level);
    }

private:
    OnePole<T> up_, down_;
    T level_ = 0;
};

/// The root of the mean square of a signal, whose mean forgets the past exponentially.
///
///     RmsFollower<float> level(0.3f, 44100);
///     const float loudness = level(x);
///     level.reset();
template <class T>
class RmsFollower {
public:
    /// After a step of the square the mean goes 1 - 1/e of the way within `seconds`; with 0 or less it
    /// follows at once. The sampling rate is in Hz.
    RmsFollower(T seconds, T sr) { mean_.set_time(seconds, sr); }

    /// The level after the next sample.
    T operator()(T x) { return std::sqrt(mean_(x * x)); }

    /// Sets the state to silence, or to that after a long time at `level`.
    void reset(T level = 0) { mean_.reset(level * level); }

private:
    OnePole<T> mean_;
};

} // namespace pya::dsp::leaf

#endif
