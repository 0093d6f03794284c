// SPDX-License-Identifier: MIT
/// @file
/// Playing at a speed that changes: block by block, and forwards and backwards through a whole signal.
#ifndef PYA_DSP_RATE_VARISPEED_HPP
#define PYA_DSP_RATE_VARISPEED_HPP

#include <pya/export.hpp>

#include <memory>
#include <span>
#include <vector>

#include <pya/dsp/channel_count.hpp>
#include <pya/dsp/kernel.hpp>
#include <pya/dsp/rate/interpolate.hpp>

namespace pya::dsp {

namespace impl {
class SampleRate;
}

/// Plays a stream at a rate that may change with each output. A rate of 2 is twice as fast and an octave
/// higher.
///
///     Varispeed<float> tape(1, Interp::samplerate_medium, 2);
///     tape.set_rate(1.5);                               // from the next output on
///     auto [consumed, produced] = tape.process(in, out);
///
/// Output 0 is at the time of input 0, and the distance from an output to the next one is its rate, in
/// inputs. The filter is the windowed sinc of libsamplerate. Its cutoff follows the rate of each output, so
/// that a rate that changes makes no aliases. Measured with rates that glide from 1/4 to 4 in 0.25 s and 1 s;
/// the band is that of the lower rate:
///
///     kind                -3 dB at         aliases
///     samplerate_fastest  80 % of band     below  -92 dB
///     samplerate_medium   90 %             below  -91 dB, from 1 % beyond the band on -114 dB
///     samplerate_best     96 %             below -119 dB, from 1 % beyond the band on -137 dB
///
/// libsamplerate works on float, so double samples are rounded to float on their way. Time only moves
/// forwards here, at rates of 1/256 to 256; varispeed() also goes backwards and stands still. After
/// construction nothing allocates, locks or throws (unless an argument is wrong). A channel takes 300 kB of
/// memory. Any split into blocks gives the same bits.
template <class T>
class PYA_DSP_EXPORT Varispeed {
public:
    static constexpr double slowest = 1. / 256; ///< the smallest rate, in inputs per output
    static constexpr double fastest = 256;      ///< the largest rate

    /// kind is one of the samplerate kinds. Throws ArgumentError for another one, a rate out of bounds, or
    /// channels < 0.
    explicit Varispeed(double rate = 1, Interp kind = Interp::samplerate_best, Index channels = 1);
    ~Varispeed();
    Varispeed(Varispeed&&) noexcept;
    Varispeed& operator=(Varispeed&&) noexcept;

    /// Reads from in and writes to out until in is used up or out is full. Throws ArgumentError for another
    /// number of channels.
    Progress process(Block<const T> in, Block<T> out);

    /// The same with a rate for each sample of out: rates[i] is the distance from output i to the next one.
    /// The last rate that was used stays the rate. Throws ArgumentError also where there isn't one rate for
    /// each sample of out, or one is out of bounds.
    Progress process(Block<const T> in, Block<T> out, std::span<const double> rates);

    /// Is called after the last input, until it returns 0: writes what is left and returns how many samples
    /// it has written. Outputs are made as long as the next one would not be after the end of the input (by
    /// more than a millionth of a sample); of n inputs at a constant rate these are floor(n / rate). Call
    /// reset() before the next process().
    Index flush(Block<T> out);

    /// Sets the rate from the next output on. Throws ArgumentError if it is out of bounds.
    void set_rate(double rate);
    double rate() const { return rate_; } ///< the present rate

    /// Forgets all input; the rate is as after construction.
    void reset();

    /// How many inputs, from the time of an output on, must have come in before that output comes out, at the
    /// present rate.
    Index latency() const;
    static constexpr Index tail() { return 0; }  ///< the output ends with the input
    Index channels() const { return channels_; } ///< how many channels

private:
    Progress run(const Block<const T>* in, Index inputs, Block<T> out, const double* rates);

    std::vector<impl::SampleRate> converters_; // of some channels each
    impl::ChannelCount channels_;
    Interp kind_;
    double initial_rate_;
    double rate_;
    double ahead_ = 0; // inputs read beyond the next output's time
};

/// Reads a signal at positions: sample i of `out` is `in` at positions[i], counted in samples of `in`. It is
/// band-limited as the speed of the positions needs, which at position i is the distance to the next one (at
/// the last, to the one before). Positions may go forwards and backwards, turn and stand still:
///
///     std::vector<double> turntable = ...;              // where the needle is, sample by sample
///     varispeed<float>(in, turntable, out);
///
/// Each stretch in one direction is one run of libsamplerate. Where neighbours are less than 1/256 apart, the
/// result is on a straight line between samples that are 1/256 apart. The error of that is 94 dB down at the
/// upper end of the band, and smaller below. Beyond its ends the signal counts as silent.
///
/// `kind` is one of the samplerate kinds, or one of the interpolating kinds of resample(), which do not
/// depend on the speed and hold the first and the last sample. Throws ArgumentError for another kind, for
/// neighbours more than 256 apart, for positions that aren't finite or beyond +-1e12, and unless `out` has
/// one sample for each position and as many channels as `in`. `out` must not overlap `in`.
template <class T>
PYA_DSP_EXPORT void varispeed(Block<const T> in, std::span<const double> positions, Block<T> out,
                              Interp kind = Interp::samplerate_best);

} // namespace pya::dsp

#endif
