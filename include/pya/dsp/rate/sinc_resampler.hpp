// SPDX-License-Identifier: MIT
/// @file
/// Band-limited resampling block by block.
#ifndef PYA_DSP_RATE_SINC_RESAMPLER_HPP
#define PYA_DSP_RATE_SINC_RESAMPLER_HPP

#include <pya/export.hpp>

#include <Eigen/Core>
#include <cstdint>
#include <memory>

#include <pya/dsp/kernel.hpp>
#include <pya/dsp/rate/interpolate.hpp>

namespace pya::dsp {

struct SincFilter;

/// Changes the sampling rate with a kaiser-windowed sinc (J. O. Smith, Digital Audio Resampling): output i is
/// the band-limited input at time i * sr * rate / target_sr. There is no delay to take off: output 0 is at
/// the time of input 0, and the input counts as silent before its start and after its end.
///
/// Ratios that are (nearly) fractions of small numbers run on a bank with the exact phases, all others on a
/// table with cubic interpolation. The cutoff follows the lower of both rates, so nothing aliases. A constant
/// of 1 stays 1 within the stopband's level. Sums are in double. Measured at 44100 -> 48000 and 48000 ->
/// 44100:
///
///     kind           -0.1 dB at      -3 dB at         aliases, images   rest beside a 1 kHz sine in float
///     sinc_fastest   80 % of band    86 % of band     below  -98 dB     -120 dB
///     sinc_medium    90 %            92.7 %           below -123 dB     -144 dB
///     sinc_best      96 %            97 %             below -146 dB     -150 dB
///
/// where the band is that of the lower rate. The stopband begins where the band ends: nothing at all folds
/// back into it.
///
/// process() and flush() never allocate, lock or throw (unless the numbers of columns are wrong). Any split
/// of the input and of the output into blocks gives the same bits. A NaN or an infinity spreads over the
/// length of the filter.
template <class Scalar>
class PYA_DSP_EXPORT SincResampler {
public:
    using Signal = Eigen::Array<Scalar, Eigen::Dynamic, Eigen::Dynamic>; ///< samples x channels

    /// quality is one of the sinc kinds; a rate of 2 plays twice as fast. Throws ArgumentError where one of
    /// the numbers isn't positive and finite, or target_sr / (sr * rate) is below 1/4096.
    SincResampler(double sr, double target_sr, double rate = 1, Interp quality = Interp::sinc_best,
                  Eigen::Index channels = 1);

    /// Reads from in and writes to out (samples x channels each) until in is used up or out is full.
    Progress process(const Eigen::Ref<const Signal>& in, Eigen::Ref<Signal> out);

    /// After the last input: writes what is left and returns how many samples that were; 0 when all is out.
    /// In total n inputs give floor(n * target_sr / (sr * rate)) outputs. reset() has to follow before the
    /// next process().
    Eigen::Index flush(Eigen::Ref<Signal> out);

    /// Forgets all input.
    void reset();

    /// So many inputs from an output's time on must be there before it comes out.
    Eigen::Index latency() const;

    /// No call of process() with so many inputs makes more outputs than this, if the calls before found
    /// enough room.
    Eigen::Index max_output(Eigen::Index inputs) const;

    Eigen::Index channels() const { return buffer_.cols(); } ///< how many channels

private:
    Progress run(const Eigen::Ref<const Signal>* in, Eigen::Index inputs, Eigen::Ref<Signal>& out,
                 Eigen::Index room);
    void read(const Eigen::Ref<const Signal>* in, Eigen::Index first, Eigen::Index count);
    Eigen::Index write(Eigen::Ref<Signal>& out, Eigen::Index first, Eigen::Index room, bool inputs_follow);
    bool fits_periods(Eigen::Index room) const;
    Eigen::Index write_periods(Eigen::Ref<Signal>& out, Eigen::Index first, Eigen::Index room);
    Eigen::Index write_group(Eigen::Ref<Signal>& out, Eigen::Index first, Eigen::Index room);
    Eigen::Index write_rows(Eigen::Ref<Signal>& out, Eigen::Index first, Eigen::Index room);

    std::shared_ptr<const SincFilter> filter_;
    Eigen::ArrayXXd buffer_;     // the inputs still in use
    Eigen::Index filled_ = 0;    // rows of buffer_
    Eigen::Index start_ = 0;     // row where the window of the present period or output begins
    Eigen::Index group_ = 0;     // next of the period
    std::uint64_t fraction_ = 0; // of the present output's position
    Signal pending_;             // outputs of a group that found no room
    Eigen::Index pending_begin_ = 0;
    Eigen::Index pending_end_ = 0;
    Eigen::Index consumed_ = 0;
    Eigen::Index produced_ = 0;
};

} // namespace pya::dsp

#endif
