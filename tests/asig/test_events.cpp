// SPDX-License-Identifier: MIT
#include <pya/pya.hpp>

#include "support/catch.hpp"

#include <limits>

using namespace pya;
using dsp::Event;

namespace {

/// Silence with bursts of full level.
Asig bursts(Index samples, const std::vector<Event>& at) {
    Eigen::ArrayXf sig = Eigen::ArrayXf::Zero(samples);
    for (const Event& event : at) sig.segment(event.begin, event.end - event.begin) = 0.5f;
    return Asig(sig, {.sr = 1000, .label = "a"});
}

const FindEventsOptions exact{.sil_min_dur = 0.05, .sil_pad = 0_s};

} // namespace

TEST_CASE("find_events finds what was put in, and events that silence separates", "[asig]") {
    const std::vector<Event> at{{100, 180}, {300, 301}, {500, 760}};
    const Asig a = bursts(1000, at);
    CHECK(a.find_events(exact).events() == at);
    CHECK(a.find_events(exact) == a);
    CHECK(a.events().empty());
    // Sounds with silences between them that are shorter than the minimum are one event.
    CHECK(a.find_events({.sil_min_dur = 0.13, .sil_pad = 0_s}).events() ==
          std::vector<Event>{{100, 301}, {500, 760}});
    CHECK(a.find_events({.evt_min_dur = 0.05, .sil_min_dur = 0.05, .sil_pad = 0_s}).events() ==
          std::vector<Event>{{100, 180}, {500, 760}});
}

TEST_CASE("events reach into the silence around them, as far as the signal goes", "[asig]") {
    const Asig a = bursts(400, {{5, 100}, {200, 390}});
    const auto events = a.find_events({.sil_min_dur = 0.05, .sil_pad = {10_ms, 20_ms}}).events();
    CHECK(events == std::vector<Event>{{0, 120}, {190, 400}});
}

TEST_CASE("the threshold is a level: what is quieter is silence", "[asig]") {
    const Asig a = bursts(400, {{100, 300}}) * dbamp(-24); // -30 dB
    CHECK(a.find_events(exact).events().empty());
    CHECK(a.find_events({.sil_thr = -31, .sil_min_dur = 0.05, .sil_pad = 0_s}).events() ==
          std::vector<Event>{{100, 300}});
}

TEST_CASE("events are selected by number, from the end, and by the nearest beginning", "[asig]") {
    const Asig a = bursts(1000, {{100, 180}, {500, 760}}).find_events(exact);
    CHECK(a.select_event(0).samples() == 80);
    CHECK(a.select_event(0).label() == "aevent_0");
    CHECK(a.select_event(-1) == a.select_event(1));
    CHECK(a.select_event(1) == a(slice(500, 760)));
    CHECK(a.select_event(0.29_s).samples() == 80);
    CHECK(a.select_event(0.31_s).samples() == 260);
    CHECK_THROWS_AS(a.select_event(2), ArgumentError);
    CHECK_THROWS_AS(a.select_event(-3), ArgumentError);
    CHECK_THROWS_AS(bursts(10, {}).select_event(0), ArgumentError);
    CHECK_THROWS_AS(bursts(10, {}).select_event(0_s), ArgumentError);
}

TEST_CASE("events from elsewhere are cut to the signal when they are selected", "[asig]") {
    Asig a = bursts(100, {});
    a.set_events({{50, 200}, {300, 400}});
    CHECK(a.select_event(0).samples() == 50);
    CHECK(a.select_event(1).samples() == 0);
    const auto before = a.events();
    CHECK_THROWS_AS(a.set_events({{-1, 5}}), ArgumentError);
    CHECK_THROWS_AS(a.set_events({{5, 4}}), ArgumentError);
    CHECK(a.events() == before);
}

TEST_CASE("silence, no samples, one sample and NaN make no false events", "[asig]") {
    CHECK(bursts(500, {}).find_events().events().empty());
    CHECK(Asig(0).find_events().events().empty());
    CHECK(Asig({1.f}, {.sr = 1000}).find_events(exact).events() == std::vector<Event>{{0, 1}});
    Asig a = bursts(500, {});
    a.write()(100, 0) = std::numeric_limits<float>::quiet_NaN();
    CHECK(a.find_events(exact).events().empty());
}

TEST_CASE("find_events refuses several channels and impossible durations", "[asig]") {
    CHECK_THROWS_AS(Asig(100, {.channels = 2}).find_events(), ArgumentError);
    const Asig a = bursts(500, {{100, 200}});
    CHECK_THROWS_AS(a.find_events({.step_dur = 0}), ArgumentError);
    CHECK_THROWS_AS(a.find_events({.sil_min_dur = -0.1}), ArgumentError);
    CHECK_THROWS_AS(a.find_events({.evt_min_dur = -0.1}), ArgumentError);
    CHECK_THROWS_AS(a.find_events({.sil_thr = std::numeric_limits<double>::quiet_NaN()}), ArgumentError);
}
