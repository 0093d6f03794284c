// SPDX-License-Identifier: MIT
/// @file
/// Impulses: single samples between silence.
#ifndef PYA_DSP_SOURCE_IMPULSES_HPP
#define PYA_DSP_SOURCE_IMPULSES_HPP

#include <pya/dsp/source/oscillator.hpp>

namespace pya::dsp {

/// amp at the first sample of each period, and 0 between: a train of unit impulses for freq > 0, each at the
/// time of its period rounded up to a sample (within 1e-6 of a sample it is on it); a single impulse at the
/// start for freq = 0. The same in all channels; a sample depends on its index alone.
///
///     Impulses clicks({.freq = 2, .sr = 48000});
///     std::vector<float> out(512);
///     clicks.process(out);
class PYA_DSP_EXPORT Impulses : public Immediate {
public:
    /// phase is the part of a period that has passed at the start, in cycles: with 0 the first sample is an
    /// impulse. Throws ArgumentError for a value that isn't finite, and unless 0 <= freq <= sr and sr > 0.
    explicit Impulses(const Tone& tone, double phase = 0);

    /// Writes the next samples.
    void process(Block<float> out);
    void process(Block<double> out);

    /// Back to the first sample.
    void reset() { position_ = 0; }

private:
    template <class T>
    void write(Block<T> out);
    Index sample_of(Index period) const;

    double freq_;
    double sr_;
    double amp_;
    double phase_; // in [0, 1)
    Index position_ = 0;
};

} // namespace pya::dsp

#endif
