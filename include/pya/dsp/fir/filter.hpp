// SPDX-License-Identifier: MIT
/// @file
/// Filters without feedback, whose output is a weighted sum of the latest samples (scipy.signal.lfilter with
/// a = 1). Products and sums are in double whatever the samples are.
#ifndef PYA_DSP_FIR_FILTER_HPP
#define PYA_DSP_FIR_FILTER_HPP

#include <pya/dsp/aligned.hpp>
#include <pya/dsp/channel_count.hpp>
#include <pya/dsp/convolve/mode.hpp>
#include <pya/dsp/kernel.hpp>
#include <pya/export.hpp>

#include <vector>

namespace pya::dsp {

/// Filters a stream by the defining sum, O(taps) for a sample: y[n] = taps[0] x[n] + taps[1] x[n - 1] + ..,
/// added up from the oldest sample to the newest. Any split into blocks gives the same bits. A NaN or an
/// infinity is gone once the taps have passed it. From a few hundred taps on, a Convolver needs less work.
/// T is float or double.
///
///     dsp::FirFilter<float> lowpass(dsp::firwin(101, 2000, {.fs = 44100}), 2);
///     lowpass.process(block, block); // for each block
///     lowpass.reset();               // before another signal
template <class T>
class PYA_DSP_EXPORT FirFilter {
public:
    /// The taps are those of all channels. Throws ArgumentError for no taps, taps that aren't finite or have
    /// more than one channel, and channels < 1.
    explicit FirFilter(Block<const double> taps, Index channels = 1);

    /// Filters a block into another of the same shape, which may be the same memory. Never allocates. Throws
    /// ArgumentError for another number of channels than the filter's and for different shapes.
    void process(Block<const T> in, Block<T> out);

    /// Back to silence.
    void reset();

    static constexpr Index latency() { return 0; } ///< no delay, except the phase of the filter itself
    Index tail() const { return past_; }           ///< the samples that the filter remembers: taps - 1
    Index channels() const { return channels_; }   ///< how many channels
    Index taps() const { return past_ + 1; }       ///< how many taps

private:
    AlignedVector<double> reversed_; // the taps, that of the oldest sample first
    Index past_;
    impl::ChannelCount channels_;
    std::vector<double> history_;  // the latest past_ samples of the first channel, of the second, ..
    AlignedVector<double> recent_; // the history of a channel with the next samples behind it
};

extern template class FirFilter<float>;
extern template class FirFilter<double>;

/// Filters a whole signal into y, which has x's shape and may be x itself. By ConvMethod::direct the samples
/// are those of FirFilter, bit for bit; by ConvMethod::fft they are made by transforms in double, whose
/// rounding follows the loudest part of a signal (and a NaN spoils what is near it). The default chooses the
/// faster of the two.
/// @throws ArgumentError as FirFilter, and when y has another shape than x.
PYA_DSP_EXPORT void firfilter_into(Block<const double> taps, Block<const float> x, Block<float> y,
                                   ConvMethod method = ConvMethod::automatic);
PYA_DSP_EXPORT void firfilter_into(Block<const double> taps, Block<const double> x, Block<double> y,
                                   ConvMethod method = ConvMethod::automatic);

} // namespace pya::dsp

#endif
