// SPDX-License-Identifier: MIT
#include <pya/dsp/segment/events.hpp>

#include <pya/error.hpp>

#include "dsp/level/segment_energy.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace pya::dsp {
namespace {

using Eigen::Index;

/// x rounded down, where a hair below an integer counts as the integer: 0.29 * 100 is 29.
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
EventDetector<Scalar>::EventDetector(double sr, const FindEventsOptions& o)
    : step_(
          std::max<Index>(1, count("step_dur", positive("step_dur", o.step_dur.value), positive("sr", sr)))),
      silent_steps_(count("sil_min_dur", o.sil_min_dur, 1 / o.step_dur.value)),
      shortest_(count("evt_min_dur", o.evt_min_dur, sr)),
      before_(count("sil_pad.before", o.sil_pad.before, sr)),
      after_(count("sil_pad.after", o.sil_pad.after, sr)), threshold_(mean_square(o.sil_thr)) {
    silent_steps_ = std::min(silent_steps_, std::numeric_limits<Index>::max() / step_); // as samples
}

template <class Scalar>
inline void EventDetector<Scalar>::step(double energy, Index samples, std::vector<Event>& events) {
    const double level = energy / static_cast<double>(samples);
    if (begin_ < 0) {
        if (level > threshold_) begin_ = position_;
    } else if (level < threshold_) {
        if (silence_ < 0) silence_ = position_;
        if (position_ - silence_ >= silent_steps_ * step_) close(events);
    } else {
        silence_ = -1;
    }
    position_ += samples;
}

template <class Scalar>
void EventDetector<Scalar>::close(std::vector<Event>& events) {
    if (silence_ - begin_ >= shortest_)
        events.push_back({std::max<Index>(0, begin_ - before_), silence_ + after_});
    begin_ = silence_ = -1;
}

template <class Scalar>
void EventDetector<Scalar>::process(std::span<const Scalar> block, std::vector<Event>& events) {
    const auto size = static_cast<std::size_t>(step_);
    if (!partial_.empty()) {
        const auto missing = std::min(block.size(), size - partial_.size());
        partial_.insert(partial_.end(), block.begin(), block.begin() + static_cast<std::ptrdiff_t>(missing));
        block = block.subspan(missing);
        if (partial_.size() < size) return;
        double energy;
        impl::energies(partial_.data(), nullptr, step_, step_, 1, &energy);
        partial_.clear();
        step(energy, step_, events);
    }
    std::array<double, 256> energy;
    while (block.size() >= size) {
        const auto steps = std::min(block.size() / size, energy.size());
        impl::energies(block.data(), nullptr, step_, step_, static_cast<Index>(steps), energy.data());
        for (std::size_t k = 0; k < steps; ++k) step(energy[k], step_, events);
        block = block.subspan(steps * size);
    }
    partial_.assign(block.begin(), block.end());
}

template <class Scalar>
void EventDetector<Scalar>::finish(std::vector<Event>& events) {
    if (!partial_.empty()) {
        const auto rest = static_cast<Index>(partial_.size());
        double energy;
        impl::energies(partial_.data(), nullptr, rest, rest, 1, &energy);
        step(energy, rest, events);
    }
    if (begin_ >= 0) {
        if (silence_ < 0) silence_ = position_;
        close(events);
    }
    for (auto e = events.rbegin(); e != events.rend() && e->end > position_; ++e) e->end = position_;
    partial_.clear();
    position_ = 0;
}

template class EventDetector<float>;
template class EventDetector<double>;

namespace {

template <class Scalar>
std::vector<Event> find_in(std::span<const Scalar> x, double sr, const FindEventsOptions& options) {
    EventDetector<Scalar> detector(sr, options);
    std::vector<Event> events;
    detector.process(x, events);
    detector.finish(events);
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
