// SPDX-License-Identifier: MIT
/// @file
/// How far apart two channels are.
#ifndef PYA_DSP_EFFECT_STEREO_WIDTH_HPP
#define PYA_DSP_EFFECT_STEREO_WIDTH_HPP

#include <pya/dsp/effect/effect.hpp>
#include <pya/dsp/effect/glide.hpp>
#include <pya/dsp/effect/parameter.hpp>

namespace pya::dsp {

/// Changes the difference of two channels, and leaves their sum as it is: 0 makes them equal, with 1 they
/// stay as they are, and with 2 the difference is twice as large.
///
///     StereoWidth width(48000, 1.5);
///     width.process(in, out);               // two channels
///     width.width.set(0.5);                 // from any thread
class PYA_DSP_EXPORT StereoWidth final : public Effect {
public:
    /// Throws ArgumentError unless `width` is from 0 to 4, and as Effect.
    explicit StereoWidth(double sr, double width = 1);

    Parameter<> width; ///< 0 to 4

    void reset() override;
    /// The output ends with the input.
    Index tail() const override { return 0; }

private:
    void run(Block<double> block) override;

    impl::Glide width_;
};

} // namespace pya::dsp

#endif
