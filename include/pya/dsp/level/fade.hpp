// SPDX-License-Identifier: MIT
/// @file
/// Fades at the ends of a signal.
#ifndef PYA_DSP_LEVEL_FADE_HPP
#define PYA_DSP_LEVEL_FADE_HPP

#include <pya/dsp/kernel.hpp>
#include <pya/export.hpp>

namespace pya::dsp {

/// A gain that rises from 0 to 1, or falls from 1 to 0, as a line raised to a power. It is computed in the
/// scalar type of the signal. A Processor of float and double.
///
///     Fade fade = Fade::out(48000 - 480, 480);  // the last 10 ms of a second
///     fade.process(block, block);
class PYA_DSP_EXPORT Fade : public Immediate {
public:
    /// Rises over the first samples: (i / (samples - 1))^curve, then 1. A rise of one sample makes it 0.
    /// Throws ArgumentError where samples is negative, or curve is negative or not finite.
    static Fade in(Index samples, double curve = 1);

    /// Falls over the samples from begin on: 1, then (1 - i / (samples - 1))^curve, then 0. A fall of one
    /// sample leaves it as it is. Throws ArgumentError as in() and where begin is negative.
    static Fade out(Index begin, Index samples, double curve = 1);

    /// The next samples of all channels; both blocks may be the same memory. Throws ArgumentError where their
    /// shapes differ.
    void process(Block<const float> in, Block<float> out);
    void process(Block<const double> in, Block<double> out);

    /// Back to the first sample.
    void reset() { position_ = 0; }

private:
    Fade(Index begin, Index samples, double from, double to, double curve)
        : begin_(begin), samples_(samples), from_(from), to_(to), curve_(curve) {}

    template <class T>
    void apply(Block<const T> in, Block<T> out);

    Index begin_, samples_;
    double from_, to_, curve_;
    Index position_ = 0; // no later than the end of the ramp, where it stays
};

/// Fades the first samples of every channel in, in place, as Fade::in does (Asig.fade_in). If `samples` is
/// more than there are, all of them are faded.
PYA_DSP_EXPORT void fade_in(Block<float> signal, Index samples, double curve = 1);
PYA_DSP_EXPORT void fade_in(Block<double> signal, Index samples, double curve = 1);

/// Fades the last samples of every channel out, in place, as Fade::out does (Asig.fade_out).
PYA_DSP_EXPORT void fade_out(Block<float> signal, Index samples, double curve = 1);
PYA_DSP_EXPORT void fade_out(Block<double> signal, Index samples, double curve = 1);

} // namespace pya::dsp

#endif
