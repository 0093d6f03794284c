// SPDX-License-Identifier: MIT
/// @file
/// Which loudspeaker each channel is for, and how much it counts for loudness.
#ifndef PYA_DSP_LOUDNESS_LAYOUT_HPP
#define PYA_DSP_LOUDNESS_LAYOUT_HPP

#include <pya/dsp/block.hpp>
#include <pya/export.hpp>

#include <vector>

namespace pya::dsp {

/// The place of a loudspeaker. Loudness counts surround channels 1.41 times and low-frequency effects not at
/// all (ITU-R BS.1770-4, table 4).
enum class Speaker { left, right, centre, lfe, left_surround, right_surround };

/// The factor with which the power of a channel counts for loudness: 1, 1.41 or 0.
double loudness_weight(Speaker speaker);

/// The usual order of that many channels: of 1, left; of 2, left and right; of 3, these and the centre; of 4,
/// left, right and the surrounds; of 5, left, right, centre and the surrounds; of 6, left, right, centre, lfe
/// and the surrounds. Throws ArgumentError for any other number, for which the layout has to be given.
PYA_DSP_EXPORT std::vector<Speaker> usual_layout(Index channels);

inline double loudness_weight(Speaker speaker) {
    if (speaker == Speaker::lfe) return 0;
    return speaker == Speaker::left_surround || speaker == Speaker::right_surround ? 1.41 : 1;
}

} // namespace pya::dsp

#endif
