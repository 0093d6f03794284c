// SPDX-License-Identifier: MIT
/// @file
/// Loudness after ITU-R BS.1770-4 and EBU R128, Tech 3341 and 3342.
#ifndef PYA_DSP_LOUDNESS_METER_HPP
#define PYA_DSP_LOUDNESS_METER_HPP

#include <pya/dsp/aligned.hpp>
#include <pya/dsp/channel_count.hpp>
#include <pya/dsp/kernel.hpp>
#include <pya/dsp/loudness/k_weighting.hpp>
#include <pya/dsp/loudness/options.hpp>
#include <pya/export.hpp>

#include <span>
#include <vector>

namespace pya::dsp {

/// What a LoudnessMeter hands to its sink every 10 ms, in LUFS; -infinity for silence.
struct LoudnessReading {
    Index end = 0;         ///< samples from the start of the signal to the end of the reading's windows
    double momentary = 0;  ///< of the last 400 ms
    double short_term = 0; ///< of the last 3 s
};

/// Measures loudness while a signal comes in:
///
///     LoudnessMeter<float> meter(48000, 2);
///     meter.process(block, [](const LoudnessReading& now) { show(now.momentary, now.short_term); });
///     double lufs = meter.integrated();
///
/// The power of each channel, weighted by the K filter and the layout, is taken over steps of 10 ms. Windows
/// that begin before the signal count silence there. integrated() gates blocks of 400 ms, 100 ms apart, at
/// -70 LUFS and 10 LU below the mean of what passes; range() gates windows of 3 s, 1 s apart, at -70 LUFS and
/// 20 LU below, and is the distance of their 10th and 95th percentiles. 100 ms are a whole number of samples,
/// sr / 10 rounded.
///
/// The power of each block is kept. In signals longer than `longest` only every second block is kept and
/// counts, in those longer than twice that every fourth, and so on, so that the memory of the constructor is
/// enough. Up to 4 times `longest` the blocks that count still overlap or touch.
///
/// An Analyser of float or double; any split into blocks gives the same bits. A NaN or infinity makes all
/// later readings NaN or infinite.
template <class T>
class PYA_DSP_EXPORT LoudnessMeter : public Immediate {
public:
    /// Throws ArgumentError for a rate below 4000 Hz or not finite, channels < 1, a layout of another number
    /// of channels, and a `longest` that isn't positive or takes more than 2^32 blocks.
    explicit LoudnessMeter(double sr, Index channels = 1, const LoudnessOptions& options = {});

    /// Takes a block and calls sink(const LoudnessReading&) for every 10 ms that it completes.
    template <class Sink>
    void process(Block<const T> in, Sink&& sink) {
        check(in);
        while (in.samples() > 0) {
            const Index taken = take(in);
            in = in.part(taken, in.samples() - taken);
            if (update()) sink(reading());
        }
    }
    /// The same without a sink.
    void process(Block<const T> in) { process(in, AnySink()); }

    /// Resets the meter, so read integrated() and range() before. There is nothing left to hand out.
    template <class Sink>
    void finish(Sink&&) {
        reset();
    }

    /// Forgets the signal so far.
    void reset();

    LoudnessReading reading() const { return reading_; }      ///< the latest reading
    double max_momentary() const { return max_momentary_; }   ///< the largest so far, in LUFS
    double max_short_term() const { return max_short_term_; } ///< the largest so far, in LUFS

    /// The gated loudness of the signal so far, in LUFS. -infinity while no block of 400 ms has passed -70
    /// LUFS: for silence, and for less than 400 ms of anything.
    double integrated() const;
    /// The relative gate of integrated(), in LUFS: 10 LU below the mean of what passes -70 LUFS.
    double threshold() const;
    /// The loudness of the signal so far, as one block without gates, in LUFS. It is finite for everything
    /// that isn't silent, however short or soft it is.
    double ungated() const;
    /// The loudness range in LU; 0 while no window of 3 s has passed the gate. Never allocates.
    double range();

private:
    /// The powers of windows, of which every second one is dropped when there is no more room.
    struct Powers {
        std::vector<double> room;
        Index kept = 0;
        Index every = 1; // every how many windows one is kept
        Index count = 0; // how many windows there were
        void add(double power);
        void clear() { kept = 0, every = 1, count = 0; }
        std::span<const double> all() const { return {room.data(), static_cast<std::size_t>(kept)}; }
    };

    void check(Block<const T> in) const;
    Index take(Block<const T> in);
    bool update();
    Index step_end(Index step) const { return step * hop_ / 10; }
    Index reading_end(Index reading) const;
    double sum(Index first, Index last) const;
    double since_step() const;
    double power(Index hops) const;

    double sr_;
    Index hop_; // samples in 100 ms
    impl::ChannelCount channels_;
    std::vector<double> weights_; // of an even number of channels
    impl::KWeighting filter_;
    std::vector<impl::KState> pairs_; // of channels
    bool even_;                       // readings stand at the ends of steps
    AlignedVector<double> squares_;   // where they don't: those of the last 3.1 s, K-weighted, a ring
    AlignedVector<double> steps_;     // the power in each tenth of a hop: a ring
    AlignedVector<double> hops_;      // and in each hop
    Index position_ = 0;              // samples so far
    Index step_ = 0;                  // of the steps that are complete
    Index readings_ = 0;
    double total_ = 0; // of all steps
    Powers blocks_, windows_;
    std::vector<double> sorted_;
    LoudnessReading reading_;
    double max_momentary_, max_short_term_;
};

extern template class LoudnessMeter<float>;
extern template class LoudnessMeter<double>;

} // namespace pya::dsp

#endif
