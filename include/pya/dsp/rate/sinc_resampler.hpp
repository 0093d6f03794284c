// SPDX-License-Identifier: MIT
/// @file
/// Band-limited resampling block by block.
#ifndef PYA_DSP_RATE_SINC_RESAMPLER_HPP
#define PYA_DSP_RATE_SINC_RESAMPLER_HPP

#include <pya/dsp/aligned.hpp>
#include <pya/dsp/channel_count.hpp>
#include <pya/dsp/kernel.hpp>
#include <pya/dsp/rate/interpolate.hpp>
#include <pya/dsp/rate/sinc_stage.hpp>
#include <pya/export.hpp>

#include <memory>
#include <optional>

namespace pya::dsp {

struct SincStages;

/// Changes the sampling rate with a kaiser-windowed sinc (J. O. Smith, Digital Audio Resampling): output i is
/// the band-limited input at time i * sr * rate / target_sr. The output is not late: output 0 is at the time
/// of input 0. The input counts as silent before its start and after its end.
///
/// Ratios that are fractions of small numbers and not far from 1 use a bank of filters with the exact phases.
/// All others take two filters: a bank at a fixed ratio, with the narrow transition, and a short filter,
/// which is also a bank or interpolates cubically between the rows of a table. The samples between the two
/// have 27 significant bits. Where it is at least twice as fast, which it is for most ratios of sinc_best,
/// the filter with the narrow transition doubles or halves the rate by transforms (overlap-save). Outputs
/// come in runs then, and later: latency() is 855 samples from 44100 to 48000 Hz, which is 205 with taps.
/// The cutoff follows the lower of both rates, so nothing aliases. A constant of 1 stays 1, up to an error at
/// the level of the stopband. Sums are in double. Measured at 44100 -> 48000, 48000 -> 44100, and rates
/// of 1.3731234 and its inverse:
///
///     kind           -0.1 dB at      -3 dB at         aliases, images   rest beside a 1 kHz sine in float
///     sinc_fastest   80 % of band    86 % of band     below  -98 dB     -119 dB
///     sinc_medium    90 %            92.7 %           below -123 dB     -144 dB
///     sinc_best      96 %            97 %             below -146 dB     -150 dB
///
/// where the band is that of the lower rate. The stopband begins where the band ends: nothing at all folds
/// back into it.
///
///     dsp::SincResampler<float> resampler(44100, 48000, 1, dsp::Interp::sinc_best, 2);
///     auto [consumed, produced] = resampler.process(in, out); // for each block
///     produced = resampler.flush(out);                        // at the end, until it returns 0
///
/// process() and flush() never allocate, lock or throw (unless the numbers of channels are wrong). Any split
/// of the input and of the output into blocks gives the same bits. A NaN or an infinity spreads over the
/// length of the filters, or of a transform, and no farther than latency() says.
template <class Scalar>
class PYA_DSP_EXPORT SincResampler {
public:
    /// quality is one of the sinc kinds; a rate of 2 plays twice as fast. Throws ArgumentError where one of
    /// the numbers isn't positive and finite, or target_sr / (sr * rate) is below 1/4096.
    SincResampler(double sr, double target_sr, double rate = 1, Interp quality = Interp::sinc_best,
                  Index channels = 1);

    /// Reads from in and writes to out (samples x channels each) until in is used up or out is full.
    Progress process(Block<const Scalar> in, Block<Scalar> out);

    /// Is called after the last input, until it returns 0: writes what is left and returns how many samples
    /// it has written. In total n inputs give floor(n * target_sr / (sr * rate)) outputs. Call reset() before
    /// the next process().
    Index flush(Block<Scalar> out);

    /// Forgets all input.
    void reset();

    /// How many inputs, from the time of an output on, must have come in before that output comes out.
    Index latency() const;

    static constexpr Index tail() { return 0; } ///< the output is as long as the input

    /// The largest number of outputs that a call of process() with that many inputs can make, if the calls
    /// before found enough room.
    Index max_output(Index inputs) const;

    Index channels() const { return channels_; } ///< how many channels

private:
    Progress run(const Block<const Scalar>* in, Index inputs, Block<Scalar> out);
    Progress run_both(const Block<const Scalar>* in, Index inputs, Block<Scalar> out);

    std::shared_ptr<const SincStages> stages_;
    impl::ChannelCount channels_;
    impl::SincStage first_;
    std::optional<impl::SincStage> second_;
    AlignedVector<double> between_; // what the first stage has made, channel by channel
    Index between_begin_ = 0;       // of which the second has not yet read from here
    Index between_end_ = 0;         // to here
    Index consumed_ = 0;
    Index produced_ = 0;
};

} // namespace pya::dsp

#endif
