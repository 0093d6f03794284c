// SPDX-License-Identifier: MIT
/// @file
/// Directions, and where loudspeakers usually stand.
#ifndef PYA_DSP_SPATIAL_SPEAKERS_HPP
#define PYA_DSP_SPATIAL_SPEAKERS_HPP

#include <pya/dsp/block.hpp>
#include <pya/export.hpp>

#include <vector>

namespace pya::dsp {

/// Where a sound comes from, seen from the listener, in degrees.
struct Direction {
    double azimuth = 0;   ///< to the left, counter-clockwise: 90 is left, -90 right, 180 behind
    double elevation = 0; ///< upwards: 90 is above, -90 below
};

/// The directions of loudspeakers, in the order of their channels.
using Speakers = std::vector<Direction>;

/// `n` loudspeakers at even distances around the listener, counter-clockwise from the azimuth `first`.
/// Throws ArgumentError unless 1 <= n <= 1024 and `first` is finite.
PYA_DSP_EXPORT Speakers speaker_ring(Index n, double first = 0);

/// Two loudspeakers: left and right, at 30 degrees from the front.
PYA_DSP_EXPORT Speakers stereo_speakers();

/// Five loudspeakers (ITU-R BS.775, without the one for low frequencies): left, right, centre, left surround
/// and right surround.
PYA_DSP_EXPORT Speakers surround_speakers();

/// Eight loudspeakers at the corners of a cube: counter-clockwise from the front left, below and then above.
PYA_DSP_EXPORT Speakers speaker_cube();

} // namespace pya::dsp

#endif
