// SPDX-License-Identifier: MIT
/// @file
/// A delay by a part of a sample that does not change the level of any frequency.
#ifndef PYA_DSP_LEAF_ALLPASS_TAP_HPP
#define PYA_DSP_LEAF_ALLPASS_TAP_HPP

#include <cmath>
#include <cstddef>

namespace pya::dsp::leaf {

/// Reads a DelayLine through a first-order all-pass (Thiran's of order 1; J. O. Smith and D. Jaffe, 1983): no
/// frequency becomes weaker, which is needed where a line feeds back into itself, and for low frequencies the
/// delay is exact. It has a state of its own, so take one for each place that is read, read it once for each
/// sample, and change the delay slowly.
///
///     AllpassTap<float> tap;
///     y = tap(line, 44100 / 440.0f);        // a string's period
///     line.push(x + 0.99f * y);
template <class T>
class AllpassTap {
public:
    /// The sample `delay` samples before the newest one of the line, held within [0.5, line.max_delay()].
    template <class Line>
    T operator()(const Line& line, T delay) {
        delay = std::fmin(std::fmax(delay, T(0.5)), static_cast<T>(line.max_delay()));
        const auto whole = static_cast<std::size_t>(delay - T(0.5));
        const T part = delay - static_cast<T>(whole); // in [0.5, 1.5), where the all-pass forgets quickly
        const T a = (1 - part) / (1 + part);
        return y_ = a * (line[whole] - y_) + line[whole + 1];
    }

    /// Back to silence.
    void reset() { y_ = 0; }

private:
    T y_ = 0;
};

} // namespace pya::dsp::leaf

#endif
