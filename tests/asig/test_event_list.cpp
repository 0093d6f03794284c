// SPDX-License-Identifier: MIT
#include <pya/asig/event_list.hpp>

#include "support/catch.hpp"

#include <utility>

using pya::detail::EventList;
using Events = std::vector<pya::dsp::Event>;

TEST_CASE("a list of events has the events that it was made from", "[asig]") {
    const Events events{{0, 3}, {5, 5}};
    const EventList list(events);
    CHECK_FALSE(list.empty());
    CHECK(static_cast<const Events&>(list) == events);
}

TEST_CASE("copies of a list share its events, and what was moved from has none", "[asig]") {
    EventList list(Events{{1, 2}});
    const EventList copy = list, taken = std::move(list);
    const Events &of_copy = copy, &of_taken = taken, &of_moved = list;
    CHECK(&of_copy == &of_taken);
    CHECK(of_moved.empty());
    CHECK(list.empty());
}

TEST_CASE("a list without events is empty, however it was made", "[asig]") {
    const EventList none, of_nothing{Events{}};
    for (const EventList& list : {none, of_nothing}) {
        CHECK(list.empty());
        CHECK(static_cast<const Events&>(list).empty());
    }
}
