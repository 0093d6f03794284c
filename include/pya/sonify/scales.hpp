// SPDX-License-Identifier: MIT
/// @file
/// Musical scales, as the semitones of their degrees above the root.
#ifndef PYA_SONIFY_SCALES_HPP
#define PYA_SONIFY_SCALES_HPP

#include <array>

/// Scales for DataMap::scale(). Any other list of semitones from 0 to below 12 is one too.
namespace pya::scales {

inline constexpr std::array<double, 7> major{0, 2, 4, 5, 7, 9, 11};   ///< do re mi fa sol la ti
inline constexpr std::array<double, 7> minor{0, 2, 3, 5, 7, 8, 10};   ///< natural minor
inline constexpr std::array<double, 7> dorian{0, 2, 3, 5, 7, 9, 10};  ///< minor with a major sixth
inline constexpr std::array<double, 5> pentatonic{0, 2, 4, 7, 9};     ///< of a major key; no two tones clash
inline constexpr std::array<double, 6> whole_tone{0, 2, 4, 6, 8, 10}; ///< equal steps of two semitones
inline constexpr std::array<double, 12> chromatic{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}; ///< every semitone

} // namespace pya::scales

#endif
