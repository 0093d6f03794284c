// SPDX-License-Identifier: MIT
// Events that go with a signal whose time changes.
#ifndef PYA_SRC_ASIG_MOVED_EVENTS_HPP
#define PYA_SRC_ASIG_MOVED_EVENTS_HPP

#include <pya/dsp/segment/events.hpp>

#include <algorithm>
#include <cmath>
#include <vector>

namespace pya::detail {

using Events = std::vector<dsp::Event>;

/// Events of a signal of n samples where place(sample), which never decreases, is the place of a sample in
/// one of m samples. What lies outside of either signal is cut off or left out.
template <class Place>
Events moved(const Events& events, Index n, Index m, Place place) {
    Events result;
    for (const dsp::Event& event : events) {
        if (event.begin > n) continue;
        const Index begin = place(event.begin), end = place(std::min(event.end, n));
        const dsp::Event cut{std::clamp<Index>(begin, 0, m), std::clamp<Index>(end, 0, m)};
        const bool is_point = event.begin == event.end;
        if (cut.begin < cut.end || (is_point && cut.begin == begin)) result.push_back(cut);
    }
    return result;
}

/// The same where samples come earlier by a number of them.
inline Events earlier(const Events& events, Index n, Index m, Index by) {
    return moved(events, n, m, [by](Index at) { return at - by; });
}

/// The same where time goes faster or slower.
inline Events stretched(const Events& events, Index n, Index m, double factor) {
    return moved(events, n, m, [&](Index at) {
        return static_cast<Index>(std::llround(std::min(static_cast<double>(at) * factor, 0x1p62)));
    });
}

/// Events, followed by those of a signal of n samples that begins at `place`.
inline Events followed(Events events, const Events& next, Index n, Index place) {
    for (const dsp::Event& event : earlier(next, n, n, 0))
        events.push_back({place + event.begin, place + event.end});
    return events;
}

/// Events of n samples in the order from the last one to the first.
inline Events reversed(const Events& events, Index n) {
    Events result = earlier(events, n, n, 0);
    for (dsp::Event& event : result) event = {n - event.end, n - event.begin};
    std::reverse(result.begin(), result.end());
    return result;
}

} // namespace pya::detail

#endif
