// SPDX-License-Identifier: MIT
/// @file
/// The sound from all directions around a listener, for loudspeakers that are chosen later.
#ifndef PYA_DSP_SPATIAL_AMBISONICS_HPP
#define PYA_DSP_SPATIAL_AMBISONICS_HPP

#include <pya/dsp/aligned.hpp>
#include <pya/dsp/spatial/speakers.hpp>
#include <pya/export.hpp>

#include <Eigen/Core>

#include <span>
#include <vector>

namespace pya::dsp {

/// Parameters of ambisonic_decoder().
struct AmbisonicDecoderOptions {
    /// True: the energy is concentrated around the direction of a sound (max-rE, J. Daniel 2000), as is best
    /// above some 500 Hz and for several listeners, and the energy of a sound is 1 in the mean of the
    /// loudspeakers' directions. False: the field in the middle is reproduced (mode matching), and its
    /// pressure is that of the sound.
    bool max_re = true;
};

namespace impl {
PYA_DSP_EXPORT AlignedVector<double> decoder_gains(int order, const Speakers& speakers,
                                                   const AmbisonicDecoderOptions& options);
}

/// How many channels an order has: 4, 9, 16 for 1, 2, 3. Throws ArgumentError for other orders.
PYA_DSP_EXPORT Index ambisonic_channels(int order);

/// Writes the gains with which a sound from a direction goes to each channel (AmbiX: in the order of ACN and
/// with the scale SN3D, in which W is 1). Throws ArgumentError unless there are as many as an order has, and
/// for a direction that is not finite.
PYA_DSP_EXPORT void encode_ambisonics(const Direction& direction, std::span<double> gains);

/// The gains of all channels of a sound from a direction.
PYA_DSP_EXPORT std::vector<double> ambisonic_gains(int order, const Direction& direction);

/// The gains of each loudspeaker for each channel, loudspeakers x channels: the pseudo-inverse of what the
/// loudspeakers encode. Where all of them are at elevation 0, only what is level with the listener is
/// decoded. Throws ArgumentError for orders other than 1 to 3, and where there are too few loudspeakers or
/// they stand so that the order can't be told apart: a ring needs 2 order + 1, others (order + 1)^2.
///
///     Eigen::ArrayXXd decoder = dsp::ambisonic_decoder(3, dsp::speaker_ring(8));
inline Eigen::ArrayXXd ambisonic_decoder(int order, const Speakers& speakers,
                                         const AmbisonicDecoderOptions& options = {}) {
    const AlignedVector<double> gains = impl::decoder_gains(order, speakers, options);
    return Eigen::Map<const Eigen::ArrayXXd>(gains.data(), static_cast<Index>(speakers.size()),
                                             ambisonic_channels(order));
}

} // namespace pya::dsp

#endif
