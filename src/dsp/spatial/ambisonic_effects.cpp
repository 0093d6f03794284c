// SPDX-License-Identifier: MIT
#include <pya/dsp/spatial/ambisonic_effects.hpp>

#include <algorithm>

namespace pya::dsp {

AmbisonicEncoder::AmbisonicEncoder(double sr, int order, const PannerOptions& options)
    : MovingSound("AmbisonicEncoder", "AmbisonicEncoder: azimuth", "AmbisonicEncoder: elevation", sr,
                  ambisonic_channels(order), options) {
    reset();
}

void AmbisonicEncoder::write_gains(const Direction& direction, std::span<double> gains) const {
    encode_ambisonics(direction, gains);
}

AmbisonicDecoder::AmbisonicDecoder(double sr, int order, const Speakers& speakers,
                                   const AmbisonicDecoderOptions& options)
    : Effect("AmbisonicDecoder", sr, std::max<Index>(ambisonic_channels(order), std::ssize(speakers))),
      field_(ambisonic_channels(order)), speakers_(std::ssize(speakers)),
      decoder_(impl::decoder_gains(order, speakers, options)), sounds_(speakers.size()) {}

void AmbisonicDecoder::run(Block<double> block) {
    for (Index i = 0; i < block.samples(); ++i) {
        std::fill(sounds_.begin(), sounds_.end(), 0.);
        for (Index k = 0; k < field_; ++k) {
            const double* const gains = decoder_.data() + k * speakers_;
            for (Index s = 0; s < speakers_; ++s)
                sounds_[static_cast<std::size_t>(s)] += gains[s] * block(i, k);
        }
        for (Index c = 0; c < channels(); ++c)
            block(i, c) = c < speakers_ ? sounds_[static_cast<std::size_t>(c)] : 0;
    }
}

} // namespace pya::dsp
