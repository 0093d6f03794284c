// SPDX-License-Identifier: MIT
/// @file
/// A look-ahead limiter of true peaks.
#ifndef PYA_DSP_LOUDNESS_LIMITER_HPP
#define PYA_DSP_LOUDNESS_LIMITER_HPP

#include <pya/dsp/aligned.hpp>
#include <pya/dsp/channel_count.hpp>
#include <pya/dsp/effect/glide.hpp>
#include <pya/dsp/effect/parameter.hpp>
#include <pya/dsp/kernel.hpp>
#include <pya/dsp/loudness/options.hpp>
#include <pya/export.hpp>

#include <cstdint>
#include <vector>

namespace pya::dsp {

/// Holds true peaks below a ceiling. All channels have the same gain, so that the stereo image stays:
///
///     Limiter<float> limiter(48000, 2, {.ceiling = -1_dB});
///     limiter.process(in, out);     // out is limiter.latency() samples late
///     limiter.ceiling.set(-3_dBTP); // from any thread
///
/// The magnitude between the samples is found by interpolation as in TruePeakMeter. The gain that each peak
/// needs is held over the look-ahead, released exponentially, and smoothed by two running means, so that it
/// has no corners and arrives in time. The output's true peak exceeds the ceiling by less than 0.05 dB. What
/// is below the ceiling passes unchanged, bit for bit. A ceiling that is set while it runs is reached as the
/// parameters of effects are, smoothly within 50 ms, and holds for the samples that come in from then on.
///
/// A Processor of float or double; any split into blocks gives the same bits. A NaN passes as it is and does
/// not change the gain; an infinity makes the samples around it silent.
template <class T>
class PYA_DSP_EXPORT Limiter {
public:
    /// Throws ArgumentError for a rate or channels that aren't positive, and options out of their ranges.
    Limiter(double sr, Index channels = 1, const LimiterOptions& options = {});

    Parameter<Decibels> ceiling; ///< see LimiterOptions
    Parameter<Seconds> release;  ///< see LimiterOptions

    /// Limits the next samples; in and out have one shape and may be the same memory. Throws ArgumentError
    /// for another number of channels.
    void process(Block<const T> in, Block<T> out);

    /// Back to silence. The parameters stay as they are.
    void reset();
    /// By how many samples the output is late: the look-ahead and half of the interpolation filter.
    Index latency() const { return held_ + taps / 2; }
    static constexpr Index tail() { return 0; } ///< without the latency, the output ends with the input
    /// How many channels.
    Index channels() const { return channels_; }

private:
    static constexpr Index taps = 512;
    using Gain = std::int64_t; // in 2^-40, so that running sums are exact

    void turn();
    Gain needed(Index position);
    Gain held_down(Gain gain);
    Gain smoothed(Gain gain);

    impl::ChannelCount channels_;
    impl::Glide level_;        // of the ceiling, in dB
    double ceiling_;           // as an amplitude
    double release_ = 0;       // part of the way back that is left after a sample
    double sr_, release_time_; // the time in seconds
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
