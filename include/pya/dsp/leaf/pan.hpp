// SPDX-License-Identifier: MIT
/// @file
/// The place of a sound between two loudspeakers.
#ifndef PYA_DSP_LEAF_PAN_HPP
#define PYA_DSP_LEAF_PAN_HPP

#include <cmath>
#include <numbers>

namespace pya::dsp::leaf {

/// The factors of a sound for the two loudspeakers.
template <class T>
struct PanGains {
    T left;  ///< factor for the left one
    T right; ///< factor for the right one
};

/// How the factors depend on the position. The name says their level in the middle.
enum class PanLaw {
    linear,    ///< -6 dB, on a straight line: amplitudes sum up to 1
    minus_3,   ///< -3 dB, on a sine: powers sum up to 1, as in a room (Asig::pan2)
    minus_4_5, ///< -4.5 dB, on a sine to the power of 1.5: between the two others
    minus_6,   ///< -6 dB, on a squared sine: amplitudes sum up to 1, as after a mix to mono
};

/// The factors for a position, which is held within -1 (left) to 1 (right).
///
///     const auto [left, right] = pan(0.3f, PanLaw::minus_4_5);
///     l += left * x;
///     r += right * x;
template <class T>
PanGains<T> pan(T position, PanLaw law = PanLaw::minus_3) {
    position = std::fmin(std::fmax(position, T(-1)), T(1));
    const T part = (position + 1) / 2;
    if (law == PanLaw::linear) return {1 - part, part};
    const T angle = part * (std::numbers::pi_v<T> / 2);
    const T left = std::fmax(std::cos(angle), T(0)), right = std::sin(angle);
    if (law == PanLaw::minus_3) return {left, right};
    if (law == PanLaw::minus_6) return {left * left, right * right};
    return {left * std::sqrt(left), right * std::sqrt(right)};
}

} // namespace pya::dsp::leaf

#endif
