// SPDX-License-Identifier: MIT
#include <pya/dsp/segment/events.hpp>

#include <pya/error.hpp>

#include "dsp/level/segment_energy.hpp"
#include "dsp/shape.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace pya::dsp {
namespace {

/// x rounded down, where a number that is just below an integer, because of rounding, counts as the integer:
/// 0.29 * 100 is 29.
Index whole(double x) {
    const double near = std::round(x);
    return static_cast<Index>(std::fabs(x - near) < 1e-6 ? near : std::floor(x));
}

/// The samples or steps in a duration.
Index count(const char* name, Seconds duration, double rate) {
    const double n = duration.value * rate;
    if (!(n >= 0 && n < 9e15))
        detail::fail("find_events: ", name, " is ", duration.value,
                     " s; it must not be negative, and at most 9e15 samples");
    return whole(n);
}

double positive(const char* name, double value) {
    if (!(value > 0 && std::isfinite(value)))
        detail::fail("find_events: ", name, " is ", value, "; it must be positive and finite");
    return value;
}

double mean_square(double db) {
    if (std::isnan(db)) detail::fail("find_events: sil_thr is nan; it must be a level in dB");
    return std::pow(10, db / 10);
}

} // namespace

template <class Scalar>
EventDetector<Scalar>::EventDetector(double sr, const FindEventsOptions& o, Index channels)
    : step_(
          std::max<Index>(1, count("step_dur", positive("step_dur", o.step_dur.value), positive("sr", sr)))),
      silent_steps_(count("sil_min_dur", o.sil_min_dur, 1 / o.step_dur.value)),
      shortest_(count("evt_min_dur", o.evt_min_dur, sr)),
      before_(count("sil_pad.before", o.sil_pad.before, sr)),
      after_(count("sil_pad.after", o.sil_pad.after, sr)), threshold_(mean_square(o.sil_thr)),
      state_(static_cast<std::size_t>(impl::checked_channels("EventDetector", channels))),
      energy_(most_steps * state_.size()), partial_(state_.size()) {
    for (auto& partial : partial_) partial.reserve(static_cast<std::size_t>(std::min<Index>(step_, 1 << 20)));
    // So that they can be counted in samples.
    silent_steps_ = std::min(silent_steps_, std::numeric_limits<Index>::max() / step_ - 1);
}

/// Takes samples from `first` on, at most as many as there is room for energies, and moves `first` behind
/// them. Returns how many steps they complete.
template <class Scalar>
Index EventDetector<Scalar>::measure(Block<const Scalar> in, Index& first) {
    impl::check_channels("EventDetector", in.channels(), std::ssize(state_));
    const Index rest = in.samples() - first;
    const Index steps = filled_ > 0 ? 0 : std::min(rest / step_, static_cast<Index>(most_steps));
    const Index missing = steps > 0 ? 0 : std::min(rest, step_ - filled_);
    for (Index c = 0; c < in.channels(); ++c) {
        const auto channel = static_cast<std::size_t>(c);
        const Scalar* const x = in.channel(c).data() + first;
        double* const energy = energy_.data() + channel * most_steps;
        if (steps > 0) {
            impl::segment_energies(x, nullptr, step_, step_, steps, energy);
            continue;
        }
        auto& partial = partial_[channel];
        partial.insert(partial.end(), x, x + missing);
        if (filled_ + missing < step_) continue;
        impl::segment_energies(partial.data(), nullptr, step_, step_, 1, energy);
        partial.clear();
    }
    first += steps > 0 ? steps * step_ : missing;
    if (steps > 0) return steps;
    filled_ = (filled_ + missing) % step_;
    return filled_ == 0 ? 1 : 0;
}

template <class Scalar>
Index EventDetector<Scalar>::measure_rest() {
    for (std::size_t c = 0; c < partial_.size(); ++c)
        impl::segment_energies(partial_[c].data(), nullptr, filled_, filled_, 1,
                               energy_.data() + c * most_steps);
    return 1;
}

template <class Scalar>
void EventDetector<Scalar>::reset() {
    std::fill(state_.begin(), state_.end(), State{});
    for (auto& partial : partial_) partial.clear();
    filled_ = position_ = 0;
}

template class EventDetector<float>;
template class EventDetector<double>;

namespace {

template <class Scalar>
std::vector<Event> find_in(std::span<const Scalar> x, double sr, const FindEventsOptions& options) {
    EventDetector<Scalar> detector(sr, options);
    std::vector<Event> events;
    const auto keep = [&](Event event, Index) {
        event.end = std::min(event.end, std::ssize(x));
        events.push_back(event);
    };
    detector.process(x, keep);
    detector.finish(keep);
    return events;
}

} // namespace

std::vector<Event> find_events(std::span<const float> x, double sr, const FindEventsOptions& options) {
    return find_in(x, sr, options);
}

std::vector<Event> find_events(std::span<const double> x, double sr, const FindEventsOptions& options) {
    return find_in(x, sr, options);
}

Index nearest_event(std::span<const Event> events, double position) {
    if (events.empty()) detail::fail("nearest_event: there are no events; find_events must have found some");
    if (std::isnan(position)) detail::fail("nearest_event: position is nan; it must be a number of samples");
    const auto distance = [position](const Event& e) {
        return std::fabs(static_cast<double>(e.begin) - position);
    };
    const auto nearest = std::min_element(events.begin(), events.end(), [&](const Event& a, const Event& b) {
        return distance(a) < distance(b);
    });
    return nearest - events.begin();
}

} // namespace pya::dsp
