// SPDX-License-Identifier: MIT
/// @file
/// Echoes that repeat at the distance of a delay.
#ifndef PYA_DSP_LEAF_COMB_HPP
#define PYA_DSP_LEAF_COMB_HPP

#include <pya/dsp/leaf/delay_line.hpp>

#include <cmath>
#include <utility>

namespace pya::dsp::leaf {

/// y[n] = x[n] + gain y[n - delay]: the feedback comb of M. R. Schroeder's reverberators (1962). `Memory` is
/// as in DelayLine.
///
///     Comb<float> comb(DelayLine<float>(1557));
///     comb.set_decay(2, 44100);             // seconds to -60 dB
///     y = comb(x);
template <class T, class Memory = std::vector<T>>
class Comb {
public:
    /// Delays by the line's max_delay(). `gain` is held within [-1, 1]; the echoes only die away if it is
    /// within (-1, 1).
    explicit Comb(DelayLine<T, Memory> line, T gain = T(0.5)) : line_(std::move(line)) { set_gain(gain); }

    /// Another gain from the next sample on.
    void set_gain(T gain) { gain_ = std::fmin(std::fmax(gain, T(-1)), T(1)); }

    /// Sets the gain with which the echoes fall by 60 dB in `seconds`, at a sampling rate in Hz.
    void set_decay(T seconds, T sr) {
        const T periods = std::fmax(seconds * sr, T(0)) / static_cast<T>(line_.max_delay());
        set_gain(periods > 0 ? std::pow(T(10), -3 / periods) : T(0));
    }

    /// The next sample.
    T operator()(T x) {
        const T y = x + gain_ * line_[line_.max_delay() - 1];
        line_.push(y);
        return y;
    }

    /// Back to silence.
    void reset() { line_.reset(); }

private:
    DelayLine<T, Memory> line_;
    T gain_;
};

} // namespace pya::dsp::leaf

#endif
