// SPDX-License-Identifier: MIT
#include <pya/asig.hpp>
#include <pya/dsp/rhythm/beats.hpp>
#include <pya/dsp/rhythm/onsets.hpp>
#include <pya/log.hpp>
#include <pya/memory.hpp>

#include "asig/moved_events.hpp"

#include <algorithm>
#include <utility>

namespace pya {

std::vector<double> Asig::onsets(const OnsetOptions& options) const {
    return detail::within_memory("Asig::onsets", [&] {
        std::vector<double> times;
        for (const dsp::Onset& onset : dsp::find_onsets(sig(), sr_, options))
            times.push_back(static_cast<double>(onset.position) / sr_);
        return times;
    });
}

dsp::Beats Asig::beats(const BeatOptions& options) const {
    return detail::within_memory("Asig::beats", [&] { return dsp::find_beats(sig(), sr_, options); });
}

double Asig::tempo(const BeatOptions& options) const { return beats(options).tempo; }

const std::vector<dsp::Event>& detail::EventList::none() {
    static const std::vector<dsp::Event> nothing;
    return nothing;
}

Asig Asig::find_events(const FindEventsOptions& options) const {
    if (channels() != 1)
        detail::fail("Asig::find_events: the signal has ", channels(), " channels; select one or use mono()");
    if (options.sil_thr > 0)
        log_warning("Asig::find_events: sil_thr is above 0 dB, which only samples beyond full scale exceed");
    Asig result(*this);
    detail::within_memory("Asig::find_events", [&] {
        result.events_ =
            dsp::find_events({samples_.channel(0), static_cast<std::size_t>(samples())}, sr_, options);
    });
    return result;
}

Asig& Asig::set_events(std::vector<dsp::Event> events) {
    for (const dsp::Event& event : events)
        if (event.begin < 0 || event.end < event.begin)
            detail::fail("Asig::set_events: an event from ", event.begin, " to ", event.end,
                         "; it must begin at 0 or later and end no earlier than it begins");
    events_ = std::move(events);
    return *this;
}

Asig Asig::event(Index index) const {
    const auto count = static_cast<Index>(events().size());
    if (index < -count || index >= count)
        detail::fail("Asig::select_event: there is no event ", index, " among ", count,
                     "; find_events() finds them");
    if (index < 0) index += count;
    const dsp::Event event = events()[static_cast<std::size_t>(index)];
    const Index begin = std::min(event.begin, samples());
    const Index stop = std::clamp(event.end, begin, samples());
    return Asig(samples_.block(begin, stop - begin, 0, channels()), sr_,
                label_ + "event_" + std::to_string(index), cn_,
                detail::earlier(events_, samples(), stop - begin, begin));
}

Asig Asig::select_event(Seconds onset) const {
    return event(dsp::nearest_event(events(), onset.value * sr_));
}

} // namespace pya
