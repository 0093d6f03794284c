// SPDX-License-Identifier: MIT
/// @file
/// A room.
#ifndef PYA_DSP_EFFECT_REVERB_HPP
#define PYA_DSP_EFFECT_REVERB_HPP

#include <pya/dsp/aligned.hpp>
#include <pya/dsp/effect/effect.hpp>
#include <pya/dsp/effect/glide.hpp>
#include <pya/dsp/effect/parameter.hpp>
#include <pya/dsp/leaf/delay_line.hpp>

#include <array>
#include <vector>

namespace pya::dsp {

/// The options of a Reverb. The times are those in which the sound falls by 60 dB.
struct ReverbOptions {
    Seconds t60 = 1.8;       ///< between the two crossovers, 0.05 to 60 s
    Seconds t60_low = 2;     ///< below the low crossover, 0.05 to 60 s
    Seconds t60_high = 1.2;  ///< above the high crossover, 0.05 to 60 s
    double mix = 0.25;       ///< 0 is the signal alone, 1 is the room alone
    double low_freq = 250;   ///< the low crossover in Hz, 20 to 0.45 times the sampling rate
    double high_freq = 4000; ///< the high crossover in Hz, low_freq to 0.45 times the sampling rate
    double size = 1;         ///< the echoes come 22 to 79 ms times this after one another, 0.1 to 4
    Seconds predelay = 0;    ///< before the room begins, 0 to 1 s
};

/// A room of 16 delays of prime lengths that feed into each other through a Hadamard matrix, which keeps the
/// energy (J.-M. Jot and A. Chaigne, 1991). A filter in each delay takes away what its length asks for, in
/// three bands, so that all echoes of a band die away at the same rate. The times are kept within 5 %, two
/// octaves away from the crossovers. Noise is as loud in the room as it is without. All channels sound in one
/// room, and come out of it with echoes of their own.
///
///     Reverb hall(48000, 2, {.t60 = 2.5, .t60_low = 3, .t60_high = 1.2, .predelay = 20_ms});
///     hall.process(in, out);
///     hall.mix.set(0.5);                    // from any thread
class PYA_DSP_EXPORT Reverb final : public Effect {
public:
    /// Throws ArgumentError for options out of their ranges, and as Effect.
    explicit Reverb(double sr, Index channels = 1, const ReverbOptions& options = {});

    Parameter<Seconds> t60;      ///< see ReverbOptions
    Parameter<Seconds> t60_low;  ///< see ReverbOptions
    Parameter<Seconds> t60_high; ///< see ReverbOptions
    Parameter<> mix;             ///< see ReverbOptions

    void reset() override;
    /// The echoes die away without an end.
    Index tail() const override { return endless; }

private:
    static constexpr std::size_t lines = 16;
    using Lanes = std::array<double, lines>; // a number for each delay
    // Two integrators and the two shelves of one crossover: the roots of the gains of what is on one side.
    struct Shelf {
        double g, h; // of the state-variable filter
        Lanes root, first, second;
    };

    void run(Block<double> block) override;
    void design();
    static void set_crossover(Shelf& shelf, double freq, double sr);
    static void filter(Shelf& shelf, Lanes& x, bool low_side);

    std::array<std::size_t, lines> length_, place_{}; // of each ring, and where it is
    std::array<std::size_t, lines> begin_;            // of each ring in the memory
    AlignedVector<double> memory_;
    std::vector<leaf::DelayLine<double>> early_; // the predelay of each channel
    std::size_t predelay_;
    Shelf low_, high_;
    Lanes gain_;
    double level_; // of the room
    impl::Glide t60_, t60_low_, t60_high_, mix_;
};

} // namespace pya::dsp

#endif
