// SPDX-License-Identifier: MIT
#include <pya/dsp/spatial/ambisonic_effects.hpp>

#include <algorithm>

namespace pya::dsp {

AmbisonicEncoder::AmbisonicEncoder(double sr, int order, const PannerOptions& options)
    : Effect("AmbisonicEncoder", sr, ambisonic_channels(order)),
      azimuth("AmbisonicEncoder: azimuth", options.azimuth, -36000, 36000),
      elevation("AmbisonicEncoder: elevation", options.elevation, -90, 90), gains_(sr, channels()) {
    reset();
}

void AmbisonicEncoder::reset() {
    const Direction direction{.azimuth = azimuth.get(), .elevation = elevation.get()};
    gains_.turns_to(direction);
    encode_ambisonics(direction, gains_.wanted());
    gains_.jump();
}

void AmbisonicEncoder::run(Block<double> block) {
    const Direction direction{.azimuth = azimuth.get(), .elevation = elevation.get()};
    if (gains_.turns_to(direction)) {
        encode_ambisonics(direction, gains_.wanted());
        gains_.go();
    }
    gains_.process(block);
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
