// SPDX-License-Identifier: MIT
/// @file
/// An echo that does not change the level of any frequency.
#ifndef PYA_DSP_LEAF_ALLPASS_HPP
#define PYA_DSP_LEAF_ALLPASS_HPP

#include <pya/dsp/leaf/delay_line.hpp>

#include <cmath>
#include <utility>

namespace pya::dsp::leaf {

/// y[n] = -gain x[n] + x[n - delay] + gain y[n - delay]: M. R. Schroeder's all-pass (1962), which makes
/// echoes denser without colouring the sound. `Memory` is as in DelayLine.
///
///     SchroederAllpass<float> diffuse(DelayLine<float>(225), 0.5f);
///     y = diffuse(x);
///     diffuse.reset();
template <class T, class Memory = std::vector<T>>
class SchroederAllpass {
public:
    /// Delays by the line's max_delay(). `gain` is held within [-1, 1]; the echoes only die away if it is
    /// within (-1, 1).
    explicit SchroederAllpass(DelayLine<T, Memory> line, T gain = T(0.5)) : line_(std::move(line)) {
        set_gain(gain);
    }

    /// Another gain from the next sample on.
    void set_gain(T gain) { gain_ = std::fmin(std::fmax(gain, T(-1)), T(1)); }

    /// The next sample.
    T operator()(T x) {
        const T delayed = line_[line_.max_delay() - 1];
        const T fed = x + gain_ * delayed;
        line_.push(fed);
        return delayed - gain_ * fed;
    }

    /// Back to silence.
    void reset() { line_.reset(); }

private:
    DelayLine<T, Memory> line_;
    T gain_;
};

} // namespace pya::dsp::leaf

#endif
