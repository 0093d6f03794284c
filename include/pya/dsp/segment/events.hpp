// SPDX-License-Identifier: MIT
/// @file
/// Events in a signal: stretches whose level is above a threshold, with a minimum of silence between them.
#ifndef PYA_DSP_SEGMENT_EVENTS_HPP
#define PYA_DSP_SEGMENT_EVENTS_HPP

#include <pya/dsp/kernel.hpp>
#include <pya/export.hpp>
#include <pya/units.hpp>

#include <algorithm>
#include <span>
#include <vector>

namespace pya::dsp {

/// The samples [begin, end).
struct Event {
    Index begin = 0; ///< first sample
    Index end = 0;   ///< one past the last

    bool operator==(const Event&) const = default;
};

/// How much of the silence before and after an event belongs to it. One number is for both.
struct SilencePad {
    Seconds before; ///< 0 or more
    Seconds after;  ///< 0 or more

    /// The same before and after, or one for each.
    constexpr SilencePad(double both) : before(both), after(both) {}
    constexpr SilencePad(Seconds both) : before(both), after(both) {}
    constexpr SilencePad(Seconds before_event, Seconds after_event)
        : before(before_event), after(after_event) {}
};

/// What counts as an event.
struct FindEventsOptions {
    /// The length over which the rms is taken; rounded down to samples, at least one.
    Seconds step_dur = 0.001;
    double sil_thr = -20;      ///< in dB re 1; what is louder is an event, what is quieter is silence
    Seconds evt_min_dur = 0;   ///< shorter events are dropped; measured without the silence after them
    Seconds sil_min_dur = 0.1; ///< shorter silences don't end an event; rounded down to steps
    SilencePad sil_pad = {0.001, 0.1}; ///< added to the ends of an event, as far as the signal goes
};

/// Finds events while the signal comes in. The signal is divided into steps from its first sample on, and the
/// level of each is taken, so any split into blocks finds the same events. An event begins with the first
/// step whose rms is above the threshold. When the steps in a row that are below it have become longer than
/// sil_min_dur, the event ends where they began. A NaN begins no event; within an event it counts as sound.
/// Scalar is float or double. Only steps of more than a million samples allocate after construction.
///
///     EventDetector<float> detector(48000, {.sil_thr = -30});
///     detector.process(block, [](const Event& event, Index channel) { ... });
///     detector.finish([](const Event& event, Index channel) { ... });
template <class Scalar>
class PYA_DSP_EXPORT EventDetector {
public:
    /// Throws ArgumentError for a rate or a step that isn't positive, negative durations or channels, and
    /// NaN.
    explicit EventDetector(double sr, const FindEventsOptions& options = {}, Index channels = 1);

    /// Takes the next block and calls sink(event, channel) for each event that it completes, in each channel
    /// by itself. The end of an event may lie up to sil_pad.after beyond the samples so far, and so beyond
    /// the end of the signal. Throws ArgumentError for another number of channels.
    template <class Sink>
    void process(Block<const Scalar> in, Sink&& sink) {
        for (Index first = 0; first < in.samples();) take(measure(in, first), step_, sink);
    }

    /// Ends the signal: calls sink(event, channel) for each channel in which an event still goes on. The
    /// detector is then as new.
    template <class Sink>
    void finish(Sink&& sink) {
        if (filled_ > 0) {
            const Index rest = filled_;
            take(measure_rest(), rest, sink);
        }
        for (std::size_t c = 0; c < state_.size(); ++c) {
            State& state = state_[c];
            if (state.begin < 0) continue;
            if (state.silence < 0) state.silence = position_;
            close(state, static_cast<Index>(c), sink);
        }
        reset();
    }

    /// Forgets the signal so far.
    void reset();

    /// How many samples after the end of its sound an event is handed out, at most.
    Index latency() const { return (silent_steps_ + 1) * step_; }
    /// An event that goes on is handed out at the end of the signal.
    static constexpr Index tail() { return 0; }

private:
    /// The state of a channel.
    struct State {
        Index begin = -1;   // of the running event
        Index silence = -1; // start of the silence in it
    };

    Index measure(Block<const Scalar> in, Index& first);
    Index measure_rest();

    /// Goes on by that many steps, whose energies are in energy_.
    template <class Sink>
    void take(Index steps, Index samples, Sink& sink) {
        const double threshold = threshold_;
        const Index silence = silent_steps_ * step_;
        Index position = position_;
        for (Index k = 0; k < steps; ++k, position += samples)
            for (std::size_t c = 0; c < state_.size(); ++c) {
                State& state = state_[c];
                const double level =
                    energy_[c * most_steps + static_cast<std::size_t>(k)] / static_cast<double>(samples);
                if (state.begin < 0) {
                    if (level > threshold) state.begin = position;
                } else if (level < threshold) {
                    if (state.silence < 0) state.silence = position;
                    if (position - state.silence >= silence) close(state, static_cast<Index>(c), sink);
                } else {
                    state.silence = -1;
                }
            }
        position_ = position;
    }

    template <class Sink>
    void close(State& state, Index channel, Sink& sink) {
        const Event event{std::max<Index>(0, state.begin - before_), state.silence + after_};
        const bool long_enough = state.silence - state.begin >= shortest_;
        state = {};
        if (long_enough) sink(event, channel);
    }

    static constexpr std::size_t most_steps = 256; // how many steps are looked at together

    Index step_, silent_steps_, shortest_, before_, after_;
    double threshold_; // compared with the mean square
    std::vector<State> state_;
    std::vector<double> energy_;               // most_steps a channel
    std::vector<std::vector<Scalar>> partial_; // the beginning of a step that isn't complete, of each channel
    Index filled_ = 0;                         // how many samples of it there are
    Index position_ = 0;                       // samples in whole steps so far
};

extern template class EventDetector<float>;
extern template class EventDetector<double>;

/// The events of one channel in their order; each ends at the end of the signal at the latest. The time this
/// takes is linear in the length. Throws as EventDetector does.
PYA_DSP_EXPORT std::vector<Event> find_events(std::span<const float> x, double sr,
                                              const FindEventsOptions& options = {});
PYA_DSP_EXPORT std::vector<Event> find_events(std::span<const double> x, double sr,
                                              const FindEventsOptions& options = {});

/// The index of the event that begins nearest to a position in samples; of two that are equally near, the
/// earlier one. Throws ArgumentError if there are no events, or the position is NaN.
PYA_DSP_EXPORT Index nearest_event(std::span<const Event> events, double position);

} // namespace pya::dsp

#endif
