// SPDX-License-Identifier: MIT
#include <pya/dsp/segment/events.hpp>

#include <pya/error.hpp>

#include "reference/window_op.hpp"
#include "support/catch.hpp"

#include <Eigen/Core>
#include <limits>
#include <ostream>

using namespace pya;
using namespace pya::dsp;

static_assert(Analyser<EventDetector<float>, float> && Analyser<EventDetector<double>, double>);

namespace {

std::vector<float> burst() { return {reference::burst.begin(), reference::burst.end()}; }

std::vector<Event> pairs(const std::vector<long long>& flat) {
    std::vector<Event> events;
    for (std::size_t i = 0; i + 1 < flat.size(); i += 2)
        events.push_back({static_cast<Eigen::Index>(flat[i]), static_cast<Eigen::Index>(flat[i + 1])});
    return events;
}

/// Ones in [begin, end), zeros elsewhere.
std::vector<float> pulse(std::size_t n, std::size_t begin, std::size_t end) {
    std::vector<float> x(n);
    std::fill(x.begin() + static_cast<std::ptrdiff_t>(begin), x.begin() + static_cast<std::ptrdiff_t>(end),
              1.f);
    return x;
}

using Events = std::vector<Event>;
const double not_a_number = std::numeric_limits<double>::quiet_NaN();

} // namespace

namespace pya {
std::ostream& operator<<(std::ostream& os, const Event& e) {
    return os << '[' << e.begin << ", " << e.end << ')';
}
} // namespace pya

TEST_CASE("Events are those of the step by step search") {
    CHECK(find_events(burst(), 1000) == pairs(reference::events_default_1000));
    CHECK(find_events(burst(), 1000,
                      {.step_dur = 0.004, .sil_thr = -30, .sil_min_dur = 0.064, .sil_pad = {0.016, 0.008}}) ==
          pairs(reference::events_coarse));
    CHECK(find_events(
              burst(), 1000,
              {.step_dur = 0.004, .sil_thr = -25, .evt_min_dur = 0.1, .sil_min_dur = 0.016, .sil_pad = 0}) ==
          pairs(reference::events_long_only));
}

TEST_CASE("A signal in double has the events of the same signal in float") {
    const std::vector<float> x = burst();
    const std::vector<double> y(x.begin(), x.end());
    CHECK(find_events(y, 1000) == find_events(x, 1000));
}

TEST_CASE("An event detector finds the same events for any split into blocks") {
    const std::vector<float> x = burst();
    const FindEventsOptions options{.step_dur = 0.007, .sil_min_dur = 0.03};
    const Events whole = find_events(x, 1000, options);
    REQUIRE(whole.size() > 2);
    for (const std::size_t block : {1u, 5u, 7u, 13u, 100u}) {
        EventDetector<float> detector(1000, options);
        Events events;
        const auto keep = [&](const Event& event, Index) { events.push_back(event); };
        for (std::size_t i = 0; i < x.size(); i += block)
            detector.process(std::span(x).subspan(i, std::min(block, x.size() - i)), keep);
        detector.finish(keep);
        for (Event& event : events) event.end = std::min(event.end, std::ssize(x));
        INFO("blocks of " << block);
        CHECK(events == whole);
    }
}

TEST_CASE("A detector is as new after finish") {
    const std::vector<float> x = pulse(1000, 100, 300);
    EventDetector<float> detector(1000);
    std::vector<Events> rounds(2);
    for (Events& events : rounds) {
        const auto keep = [&](const Event& event, Index) { events.push_back(event); };
        detector.process(x, keep);
        detector.finish(keep);
    }
    CHECK(rounds[0] == Events{{99, 400}});
    CHECK(rounds[1] == rounds[0]);
}

TEST_CASE("A detector reports an event as soon as its silence is long enough") {
    const std::vector<float> x = pulse(1000, 100, 300);
    EventDetector<float> detector(1000);
    Events events;
    const auto keep = [&](const Event& event, Index) { events.push_back(event); };
    detector.process(std::span(x).first(400), keep);
    CHECK(events.empty());
    detector.process(std::span(x).subspan(400, 1), keep);
    CHECK(events == Events{{99, 400}});
    CHECK(detector.latency() == 101);
}

TEST_CASE("A detector of several channels finds the events of each") {
    Eigen::ArrayXXf x = Eigen::ArrayXXf::Zero(2000, 2);
    x.block(100, 0, 200, 1) = 1;
    x.block(150, 1, 50, 1) = 1;
    x.block(1900, 1, 100, 1) = 1;
    EventDetector<float> detector(1000, {.step_dur = 0.007, .sil_pad = 0}, 2);
    std::vector<Events> found(2);
    const auto keep = [&](const Event& event, Index c) {
        found[static_cast<std::size_t>(c)].push_back(event);
    };
    for (Index at = 0; at < 2000; at += 300)
        detector.process(x.middleRows(at, std::min<Index>(300, 2000 - at)), keep);
    detector.finish(keep);
    for (Index c = 0; c < 2; ++c)
        CHECK(found[static_cast<std::size_t>(c)] ==
              find_events(Block<const float>(x.col(c)).channel(0), 1000, {.step_dur = 0.007, .sil_pad = 0}));
    CHECK_THROWS_AS(detector.process(x.leftCols(1), keep), ArgumentError);
    CHECK_THROWS_AS(EventDetector<float>(1000, {}, -1), ArgumentError);
}

TEST_CASE("An event that lasts until the end ends there") {
    CHECK(find_events(pulse(500, 200, 500), 1000) == Events{{199, 500}});
    CHECK(find_events(pulse(500, 0, 500), 1000) == Events{{0, 500}});
}

TEST_CASE("Silence too short before the end counts from its start") {
    CHECK(find_events(pulse(500, 200, 450), 1000, {.sil_pad = 0}) == Events{{200, 450}});
}

TEST_CASE("The padding stops at the ends of the signal") {
    CHECK(find_events(pulse(500, 20, 300), 1000, {.sil_pad = {0.05, 0.3}}) == Events{{0, 500}});
}

TEST_CASE("The padding takes one number or two in any notation") {
    const std::vector<float> x = pulse(500, 200, 250);
    CHECK(find_events(x, 1000, {.sil_pad = 0.02}) == Events{{180, 270}});
    CHECK(find_events(x, 1000, {.sil_pad = 20_ms}) == Events{{180, 270}});
    CHECK(find_events(x, 1000, {.sil_pad = {10_ms, 0.03}}) == Events{{190, 280}});
    CHECK(find_events(x, 1000, {.sil_thr = -35, .sil_pad = {0.001, 0.05}}) == Events{{199, 300}});
}

TEST_CASE("Events shorter than the minimum are dropped without regard to the silence after them") {
    CHECK(find_events(pulse(1000, 200, 210), 1000, {.evt_min_dur = 0.011}).empty());
    CHECK(find_events(pulse(1000, 200, 211), 1000, {.evt_min_dur = 0.011, .sil_pad = 0}) ==
          Events{{200, 211}});
}

TEST_CASE("Durations that a double just misses are whole numbers of samples and steps") {
    std::vector<float> x = pulse(100, 10, 20);
    std::fill(x.begin() + 27, x.begin() + 40, 1.f); // 7 steps of silence; 0.7 / 0.1 is 6.999...
    CHECK(find_events(x, 10, {.step_dur = 0.1, .sil_min_dur = 0.7, .sil_pad = 0}) == Events{{10, 40}});
    CHECK(find_events(x, 10, {.step_dur = 0.1, .sil_min_dur = 0.6, .sil_pad = 0}) ==
          Events{{10, 20}, {27, 40}});
}

TEST_CASE("A step shorter than a sample is one sample") {
    CHECK(find_events(pulse(50, 10, 20), 100, {.sil_min_dur = 0.005, .sil_pad = 0}) == Events{{10, 20}});
}

TEST_CASE("Silence and no samples have no events") {
    CHECK(find_events(std::vector<float>(1000), 1000).empty());
    CHECK(find_events(std::vector<float>(), 1000).empty());
}

TEST_CASE("A NaN begins no event and does not end one") {
    std::vector<float> x = pulse(600, 200, 300);
    x[100] = x[350] = std::numeric_limits<float>::quiet_NaN();
    CHECK(find_events(x, 1000, {.sil_min_dur = 0.06, .sil_pad = 0}) == Events{{200, 351}});
}

TEST_CASE("The nearest event is the one that begins nearest") {
    const Events events{{0, 90}, {100, 200}, {300, 310}};
    CHECK(nearest_event(events, 0) == 0);
    CHECK(nearest_event(events, 51) == 1);
    CHECK(nearest_event(events, 200) == 1);
    CHECK(nearest_event(events, 1e9) == 2);
    CHECK(nearest_event(events, -1e9) == 0);
    CHECK_THROWS_AS(nearest_event({}, 0), ArgumentError);
    CHECK_THROWS_AS(nearest_event(events, not_a_number), ArgumentError);
}

TEST_CASE("find_events rejects what can not be a duration or a level") {
    const std::vector<float> x(100);
    const double inf = std::numeric_limits<double>::infinity();
    for (const double sr : {0.0, -1.0, not_a_number, inf}) CHECK_THROWS_AS(find_events(x, sr), ArgumentError);
    for (const double step : {0.0, -1.0, not_a_number, inf})
        CHECK_THROWS_AS(find_events(x, 1000, {.step_dur = step}), ArgumentError);
    for (const double bad : {-0.1, not_a_number, inf}) {
        CHECK_THROWS_AS(find_events(x, 1000, {.evt_min_dur = bad}), ArgumentError);
        CHECK_THROWS_AS(find_events(x, 1000, {.sil_min_dur = bad}), ArgumentError);
        CHECK_THROWS_AS(find_events(x, 1000, {.sil_pad = {bad, 0}}), ArgumentError);
        CHECK_THROWS_AS(find_events(x, 1000, {.sil_pad = {0, bad}}), ArgumentError);
    }
    CHECK_THROWS_AS(find_events(x, 1000, {.sil_thr = not_a_number}), ArgumentError);
}
