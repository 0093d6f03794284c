// SPDX-License-Identifier: MIT
/// @file
/// A high-pass that removes a constant offset.
#ifndef PYA_DSP_LEAF_DC_BLOCKER_HPP
#define PYA_DSP_LEAF_DC_BLOCKER_HPP

#include <cmath>
#include <numbers>

namespace pya::dsp::leaf {

/// A zero at 0 Hz and a pole next to it: nothing at 0 Hz, 0 dB at half of the sampling rate.
///
///     DcBlocker<float> blocker(10, 44100);
///     y = blocker(x);
///     blocker.reset();
template <class T>
class DcBlocker {
public:
    /// Exactly -3.01 dB at freq, held within [1e-6 sr, 0.49 sr]; both in Hz.
    DcBlocker(T freq, T sr) {
        const T g = std::tan(std::numbers::pi_v<T> * std::fmin(std::fmax(freq / sr, T(1e-6)), T(0.49)));
        pole_ = (1 - g) / (1 + g);
        gain_ = 1 / (1 + g);
    }

    /// The next sample.
    T operator()(T x) {
        y_ = gain_ * (x - x_) + pole_ * y_;
        x_ = x;
        return y_;
    }

    /// Back to silence.
    void reset() { x_ = y_ = 0; }

private:
    T pole_, gain_;
    T x_ = 0, y_ = 0;
};

} // namespace pya::dsp::leaf

#endif
