// SPDX-License-Identifier: MIT
/// @file
/// A look-ahead limiter of true peaks.
#ifndef PYA_DSP_LOUDNESS_LIMITER_HPP
#define PYA_DSP_LOUDNESS_LIMITER_HPP

#include <pya/dsp/aligned.hpp>
#include <pya/dsp/kernel.hpp>
#include <pya/dsp/loudness/options.hpp>
#include <pya/export.hpp>

#include <cstdint>
#include <vector>

namespace pya::dsp {

/// Holds true peaks below a ceiling. All channels have the same gain, so that the stereo image stays:
///
///     Limiter<float> limiter(48000, 2, {.ceiling = -1_dB});
///     limiter.process(in, out); // out is limiter.latency() samples late
///
/// The magnitude between the samples is found by interpolation as in TruePeakMeter. The gain that each peak
/// needs is held over the look-ahead, released exponentially, and smoothed by two running means, so that it
/// has no corners and arrives in time. The output's true peak exceeds the ceiling by less than 0.05 dB. What
/// is below the ceiling passes unchanged, bit for bit.
///
/// A Processor of float or double; any split into blocks gives the same bits. A NaN passes as it is and does
/// not change the gain; an infinity makes the samples around it silent.
template <class T>
class PYA_DSP_EXPORT Limiter {
public:
    /// Throws ArgumentError for a rate or channels that aren't positive, a ceiling that isn't finite, a
    /// lookahead outside of 2 samples to 10 s, and a release that is negative or not finite.
    Limiter(double sr, Index channels = 1, const LimiterOptions& options = {});

    /// Limits the next samples; in and out have one shape and may be the same memory. Throws ArgumentError
    /// for another number of channels.
    void process(Block<const T> in, Block<T> out);

    /// Back to silence.
    void reset();
    /// By how many samples the output is late: the look-ahead and half of the interpolation filter.
    Index latency() const { return held_ + taps / 2; }
    /// How many samples are still to come when the input ends.
    Index tail() const { return latency(); }
    /// How many channels.
    Index channels() const { return channels_; }

private:
    static constexpr Index taps = 512;
    using Gain = std::int64_t; // in 2^-40, so that running sums are exact

    Gain needed(Index position);
    Gain held_down(Gain gain);
    Gain smoothed(Gain gain);

    Index channels_;
    double ceiling_;
    double release_;           // part of the way back that is left after a sample
    Index held_;               // samples of lookahead
    Index size_;               // of the ring of a channel
    AlignedVector<T> samples_; // a ring for each channel, each written twice so that windows lie in one piece
    std::vector<Gain> needed_; // a ring of the gains that lie in the lookahead, ascending
    std::vector<Index> when_;  // and their positions
    Index first_ = 0, last_ = 0; // of needed_
    std::vector<Gain> mean_[2];  // rings of the running means
    Gain sums_[2] = {};
    double interval_ = 0; // the peak between the last sample and the one before
    double released_ = 1;
    Index position_ = 0;
};

extern template class Limiter<float>;
extern template class Limiter<double>;

} // namespace pya::dsp

#endif
