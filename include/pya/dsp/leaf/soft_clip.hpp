// SPDX-License-Identifier: MIT
/// @file
/// Curves that limit loud samples softly. All are odd functions, rise through 0 with a slope of 1, never
/// fall, and stay within [-1, 1]. They make harmonics, which alias. A NaN stays NaN.
#ifndef PYA_DSP_LEAF_SOFT_CLIP_HPP
#define PYA_DSP_LEAF_SOFT_CLIP_HPP

#include <cmath>

namespace pya::dsp::leaf {

/// tanh(x): bends gently, but its harmonics reach far up.
template <class T>
T clip_tanh(T x) {
    return std::tanh(x);
}

/// x - 4/27 x^3 up to 1.5, +-1 beyond: only a third harmonic up to there, and no transcendental function.
///
///     y = clip_cubic(drive * x);
template <class T>
T clip_cubic(T x) {
    if (std::fabs(x) >= T(1.5)) return std::copysign(T(1), x);
    return x - x * x * x * (T(4) / 27);
}

/// x / sqrt(1 + x^2): between the two others in softness, and cheap.
template <class T>
T clip_algebraic(T x) {
    const T square = x * x;
    return square > T(1e30) ? std::copysign(T(1), x) : x / std::sqrt(1 + square);
}

} // namespace pya::dsp::leaf

#endif
