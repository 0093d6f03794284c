// SPDX-License-Identifier: MIT
/// @file
/// Raises and lowers bands of frequencies.
#ifndef PYA_DSP_EFFECT_EQUALISER_HPP
#define PYA_DSP_EFFECT_EQUALISER_HPP

#include <pya/dsp/effect/effect.hpp>
#include <pya/dsp/effect/glide.hpp>
#include <pya/dsp/effect/parameter.hpp>
#include <pya/dsp/leaf/svf.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace pya::dsp {

/// What a band of an Equaliser does. The responses are those of leaf::BiquadCoefficients.
enum class EqType {
    peak,       ///< raises what is around its frequency by its gain
    low_shelf,  ///< raises what is below its frequency
    high_shelf, ///< raises what is above its frequency
    low_pass,   ///< removes what is above its frequency, by 12 dB an octave
    high_pass,  ///< removes what is below its frequency, by 12 dB an octave
    band_pass,  ///< removes what is not around its frequency
    notch,      ///< removes its frequency
};

/// One band of an Equaliser.
struct EqBand {
    EqType type = EqType::peak;  ///< what it does
    double freq = 1000;          ///< in Hz, 10 to 0.49 times the sampling rate
    Decibels gain = Decibels(0); ///< of peak and shelves, -40 to 40 dB
    double q = 0.70710678;       ///< peak: -3 dB within about freq / q; 0.05 to 50
    std::string name = {};       ///< by which Equaliser::band() finds it
};

/// Bands one after another: R. Bristow-Johnson's sections, computed by state-variable filters, which stay
/// without clicks when their frequency moves.
///
///     Equaliser eq(48000, 2, {{.type = EqType::high_pass, .freq = 60},
///                             {.freq = 3000, .gain = 4_dB, .name = "presence"}});
///     eq.process(in, out);
///     eq.band("presence").gain.set(2_dB);   // from any thread
class PYA_DSP_EXPORT Equaliser final : public Effect {
public:
    /// The parameters of a band.
    struct Band {
        Parameter<> freq;         ///< see EqBand
        Parameter<Decibels> gain; ///< see EqBand
        Parameter<> q;            ///< see EqBand
    };

    /// Throws ArgumentError for bands out of their ranges, for two bands of one name, and as Effect. Without
    /// bands everything passes.
    Equaliser(double sr, Index channels, const std::vector<EqBand>& bands);

    /// How many bands.
    Index bands() const { return static_cast<Index>(sections_.size()); }
    /// The parameters of a band by its place, 0 to bands() - 1, or its name. Throws ArgumentError if there is
    /// none.
    Band& band(Index index);
    Band& band(std::string_view name);

    void reset() override;
    /// The filters decay without an end.
    Index tail() const override { return endless; }

private:
    struct Section {
        Section(const EqBand& band, double sr, Index channels);
        void design();

        EqType type;
        std::string name;
        Band band;
        double sr;
        impl::Glide freq, gain, q;
        std::vector<leaf::Svf<double>> filters; // one for each channel
        double low = 0, middle = 0, high = 0;   // factors of the outputs of the filters
    };
    void run(Block<double> block) override;

    std::vector<Section> sections_;
};

} // namespace pya::dsp

#endif
