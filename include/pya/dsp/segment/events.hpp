// SPDX-License-Identifier: MIT
/// @file
/// Events in a signal: stretches whose level exceeds a threshold, apart by a minimum of silence.
#ifndef PYA_DSP_SEGMENT_EVENTS_HPP
#define PYA_DSP_SEGMENT_EVENTS_HPP

#include <pya/export.hpp>

#include <pya/units.hpp>

#include <Eigen/Core>
#include <span>
#include <vector>

namespace pya::dsp {

/// The samples [begin, end).
struct Event {
    Eigen::Index begin = 0; ///< first sample
    Eigen::Index end = 0;   ///< one past the last

    bool operator==(const Event&) const = default;
};

/// What is kept of the silence before and after an event. One number is both.
struct SilencePad {
    Seconds before; ///< 0 or more
    Seconds after;  ///< 0 or more

    /// As long before as after, or each its own.
    constexpr SilencePad(double both) : before(both), after(both) {}
    constexpr SilencePad(Seconds both) : before(both), after(both) {}
    constexpr SilencePad(Seconds before_event, Seconds after_event)
        : before(before_event), after(after_event) {}
};

/// What counts as an event.
struct FindEventsOptions {
    Seconds step_dur = 0.001;  ///< stretch whose rms is compared; rounded down to samples, at least one
    double sil_thr = -20;      ///< dB re 1: louder is an event, quieter is silence
    Seconds evt_min_dur = 0;   ///< shorter events are dropped; measured without the silence after them
    Seconds sil_min_dur = 0.1; ///< shorter silences don't end an event; rounded down to steps
    SilencePad sil_pad = {0.001, 0.1}; ///< added to an event's ends, as far as the signal goes
};

/// Finds events while the signal comes in. Levels are taken over steps that count from the first sample, so
/// any split into blocks finds the same events. An event begins with the first step whose rms is above the
/// threshold; it ends where the silence began, once more than sil_min_dur of steps in a row are below it. A
/// NaN begins no event, and in an event counts as sound. Scalar is float or double.
template <class Scalar>
class PYA_DSP_EXPORT EventDetector {
public:
    /// Throws ArgumentError for a rate or a step that isn't positive, negative durations, and NaN.
    explicit EventDetector(double sr, const FindEventsOptions& options = {});

    /// Takes the next block and appends the events that are complete. Their end may lie up to sil_pad.after
    /// beyond the samples seen so far.
    void process(std::span<const Scalar> block, std::vector<Event>& events);

    /// The signal ends here: appends the event that still sounds, if any, and cuts the ends of all events to
    /// the samples seen. The detector is then as new.
    void finish(std::vector<Event>& events);

private:
    void step(double energy, Eigen::Index samples, std::vector<Event>& events);
    void close(std::vector<Event>& events);

    Eigen::Index step_, silent_steps_, shortest_, before_, after_;
    double threshold_;            // of the mean square
    std::vector<Scalar> partial_; // the start of a step that isn't whole yet
    Eigen::Index position_ = 0;   // samples in whole steps so far
    Eigen::Index begin_ = -1;     // of the running event
    Eigen::Index silence_ = -1;   // start of the silence in it
};

extern template class EventDetector<float>;
extern template class EventDetector<double>;

/// The events of one channel, in order. Linear in its length. Throws as EventDetector.
PYA_DSP_EXPORT std::vector<Event> find_events(std::span<const float> x, double sr,
                                              const FindEventsOptions& options = {});
PYA_DSP_EXPORT std::vector<Event> find_events(std::span<const double> x, double sr,
                                              const FindEventsOptions& options = {});

/// The index of the event whose begin is nearest to a sample position; the earlier one of two equally near.
/// Throws ArgumentError if there are no events or the position is NaN.
PYA_DSP_EXPORT Eigen::Index nearest_event(std::span<const Event> events, double position);

} // namespace pya::dsp

#endif
