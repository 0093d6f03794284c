// SPDX-License-Identifier: MIT
/// @file
/// The true peak: the largest magnitude of the band-limited signal, also between its samples.
#ifndef PYA_DSP_LOUDNESS_TRUE_PEAK_HPP
#define PYA_DSP_LOUDNESS_TRUE_PEAK_HPP

#include <pya/error.hpp>

#include <pya/dsp/aligned.hpp>
#include <pya/dsp/kernel.hpp>
#include <pya/export.hpp>

#include <vector>

namespace pya::dsp {

/// Measures the true peak of each channel (ITU-R BS.1770-4, annex 2) while the signal comes in:
///
///     TruePeakMeter<float> meter(2);
///     meter.process(block);
///     double left = meter.peak(0);
///
/// The signal is interpolated eightfold by a Kaiser-windowed sinc with 512 taps for each value, and a
/// parabola is laid through each maximum. The error is below 0.02 dB for all that lies below 0.495 of the
/// rate. Places that can't exceed the peak so far are left out. They are found with 64 taps: where a signal
/// that is band-limited to half its rate has its largest magnitude P, a sample nearby, or a point half-way
/// between two samples, has at least P cos(pi / 4).
///
/// An Analyser of float or double, which hands each new peak to its sink; any split into blocks gives the
/// same bits. A NaN does not count, and an infinity makes the peak infinite.
template <class T>
class PYA_DSP_EXPORT TruePeakMeter {
public:
    /// Throws ArgumentError for channels < 1.
    explicit TruePeakMeter(Index channels = 1);

    /// Takes a block, and calls sink(Index channel, double peak) for each channel whose peak has risen with
    /// it. Throws ArgumentError for another number of channels.
    template <class Sink>
    void process(Block<const T> in, Sink&& sink) {
        check(in);
        for (Index c = 0; c < in.channels(); ++c)
            if (take(c, in.channel(c))) sink(c, peak(c));
    }
    /// The same without a sink.
    void process(Block<const T> in) { process(in, AnySink()); }

    /// Ends the signal, and hands out the peaks that appear because it counts as silent from here on. The
    /// meter is then as new, so take the peaks from the sink, or call end() instead.
    template <class Sink>
    void finish(Sink&& sink) {
        for (Index c = 0; c < channels(); ++c)
            if (end(c)) sink(c, peak(c));
        reset();
    }
    /// Ends the signal, too, but peak() keeps its value until reset().
    void end() {
        for (Index c = 0; c < channels(); ++c) end(c);
    }

    /// The largest magnitude of a channel so far, linear; 0 before any sample. Throws ArgumentError for a
    /// channel that is not there.
    double peak(Index channel) const {
        if (channel < 0 || channel >= channels())
            detail::fail("TruePeakMeter::peak: argument channel is ", channel, "; there are ", channels());
        return peaks_[static_cast<std::size_t>(channel)];
    }
    /// How many channels.
    Index channels() const { return static_cast<Index>(peaks_.size()); }

    /// Forgets the signal so far.
    void reset();
    /// A peak is found at most this many samples late.
    static constexpr Index latency() { return step + taps / 2; }
    /// For how many samples the interpolation goes on after the last sample.
    static constexpr Index tail() { return taps / 2; }

private:
    static constexpr Index taps = 512;
    static constexpr Index step = 1024; // how many samples are looked at together

    void check(Block<const T> in) const;
    bool take(Index channel, std::span<const T> in);
    bool end(Index channel);
    void look(T* samples, Index count, double& peak) const;

    AlignedVector<T> memory_;   // of each channel: taps - 1 samples that came before, then the present ones
    std::vector<Index> filled_; // of each channel
    std::vector<double> peaks_;
};

extern template class TruePeakMeter<float>;
extern template class TruePeakMeter<double>;

} // namespace pya::dsp

#endif
