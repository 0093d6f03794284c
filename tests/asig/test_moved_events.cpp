// SPDX-License-Identifier: MIT
#include <pya/pya.hpp>

#include "support/catch.hpp"

#include <limits>
#include <vector>

using namespace pya;
using Events = std::vector<dsp::Event>;

namespace {

const Events found{{10, 20}, {50, 80}};

/// A hundred samples with two events.
Asig marked() {
    Asig a(Eigen::ArrayXf::LinSpaced(100, 0, 1), {.sr = 100, .label = "a"});
    a.set_events(found);
    return a;
}

} // namespace

TEST_CASE("events stay where time stays", "[asig][events]") {
    const Asig a = marked();
    const Asig twice = a.shift_channel(1);
    for (const Asig& b : {a.gain(0.5),
                          a.gain(-6_dB),
                          a.gain(std::vector<double>{2}),
                          a.norm(),
                          a.remove_DC(),
                          a.fade_in(0.1),
                          a.fade_out(0.1),
                          a.envelope({0, 1}),
                          a.adsr(),
                          a.window("hann"),
                          a.iirfilter(10, {.btype = Btype::lowpass}),
                          a.iirfilter(10, {.btype = Btype::lowpass, .filter = FilterMethod::filtfilt}),
                          a.convolve(Asig({1.f, 0.5f}, {.sr = 100})),
                          -a,
                          a * 2,
                          1 - a,
                          a + a,
                          a * std::vector<double>(100, 2.),
                          a.x() + Asig(200, {.sr = 100}),
                          a.apply([](float x) { return x * x; }),
                          a.pad(10),
                          Asig(a).add(Asig(10, {.sr = 100})),
                          a.mono(),
                          a.stereo(),
                          a.pan2(0.5),
                          a.rewire({{{0, 1}, 1}}),
                          twice,
                          twice.shift_channel(-1),
                          twice(all, 1),
                          a(all, 0),
                          a.find_events().set_events(found)})
        CHECK(b.events() == found);
    Asig b = marked();
    b += 1;
    b(slice(0, 50)) = 0;
    b.x(slice(90, none)) = Asig(50, {.sr = 100});
    CHECK(b.events() == found);
}

TEST_CASE("a slice takes the events that lie in it along", "[asig][events]") {
    const Asig a = marked();
    CHECK(a(slice(10, none)).events() == Events{{0, 10}, {40, 70}});
    CHECK(a(slice(15, 60)).events() == Events{{0, 5}, {35, 45}});
    CHECK(a(slice(20, 50)).events().empty());
    CHECK(a(slice(0.2_s, 0.6_s)).events() == Events{{30, 40}});
    CHECK((a.b() + Asig(60, {.sr = 100})).events() == Events{{10, 20}, {50, 60}});
    CHECK(a(55).events() == Events{{0, 1}});
    CHECK(a(5).events().empty());
    CHECK(a({55, 56}).events().empty());
    CHECK(a.select_event(1).events() == Events{{0, 30}});
    CHECK(Asig(marked())(slice(10, none)).events() == Events{{0, 10}, {40, 70}});
}

TEST_CASE("steps and backward slices place events where their samples are", "[asig][events]") {
    const Asig a = marked();
    CHECK(a(slice(none, none, 3)).events() == Events{{4, 7}, {17, 27}});
    CHECK(a(slice(none, none, -1)).events() == Events{{20, 50}, {80, 90}});
    // Whatever the slice, the first and the last sample of an event are those that were picked of it.
    for (const auto& rows : {slice(3, 90, 7), slice(none, none, -3), slice(77, 5, -4), slice(60, 12, -1)}) {
        Asig mask(100, {.sr = 100});
        for (const auto& event : found) mask(slice(event.begin, event.end)) = 1;
        mask.set_events(found);
        const Asig picked = mask(rows);
        Asig drawn(picked.samples(), {.sr = picked.sr()});
        for (const auto& event : picked.events()) drawn(slice(event.begin, event.end)) = 1;
        CHECK(drawn == picked);
    }
}

TEST_CASE("events move with what changes time", "[asig][events]") {
    const Asig a = marked();
    CHECK(a.pad(5, {.tail = false}).events() == Events{{15, 25}, {55, 85}});
    CHECK(a.append(a).events() == Events{{10, 20}, {50, 80}, {110, 120}, {150, 180}});
    CHECK(a.append(Asig(a).set_sr(200)).events() == Events{{10, 20}, {50, 80}, {105, 110}, {125, 140}});
    CHECK(a.resample(200).events() == Events{{20, 40}, {100, 160}});
    CHECK(a.resample(100, {.rate = 2}).events() == Events{{5, 10}, {25, 40}});
    CHECK(a.overlap_add({.nperseg = 16, .stride_in = 8, .stride_out = 16}).events() ==
          Events{{20, 40}, {100, 160}});
    CHECK(a.window_op({.nperseg = 8, .stride = 4}).events() == Events{{3, 5}, {13, 20}});
    CHECK(a.window_op({.nperseg = 8, .stride = 4}, [](const Asig&) { return 0.; }).events() ==
          Events{{3, 5}, {13, 20}});
    CHECK(a.shift_channel(1).flatten().events() == Events{{20, 40}, {100, 160}});
    const Asig ir(11, {.sr = 100});
    CHECK(a.convolve(ir, {.mode = ConvMode::same}).events() == Events{{5, 15}, {45, 75}});
    CHECK(a.convolve(ir, {.mode = ConvMode::valid}).events() == Events{{0, 10}, {40, 70}});
}

TEST_CASE("a rate that changes takes events along as long as it goes one way", "[asig][events]") {
    const Asig a = marked();
    CHECK(a.resample(100, {.rate = Acurve({{0_s, 2}, {1_s, 2}})}).events() == Events{{5, 10}, {25, 40}});
    CHECK(a.resample(100, {.rate = Acurve({{0_s, -1}, {1_s, -1}})}).events() == Events{{20, 50}, {80, 90}});
    CHECK(a.resample(100, {.rate = Acurve({{0_s, 1}, {0.3_s, -1}, {2_s, -1}})}).events().empty());
}

TEST_CASE("overwriting moves the events behind what is replaced", "[asig][events]") {
    Asig a = marked();
    a.o(slice(30, 40)) = Asig(25, {.sr = 100});
    CHECK(a.events() == Events{{10, 20}, {65, 95}});
    a.o(slice(0, 15)) = Asig(5, {.sr = 100});
    CHECK(a.events() == Events{{5, 10}, {55, 85}});
    a.o(slice(60, 70)) = Asig(0, {.sr = 100});
    CHECK(a.events() == Events{{5, 10}, {55, 75}});
}

TEST_CASE("points stay points, and events beyond the signal are left out when it changes", "[asig][events]") {
    Asig a = marked();
    a.set_events({{30, 30}, {100, 100}, {90, std::numeric_limits<Index>::max()}, {500, 600}});
    CHECK(a.gain(2).events() == a.events());
    CHECK(a(all).events() == Events{{30, 30}, {100, 100}, {90, 100}});
    CHECK(a(slice(20, 60)).events() == Events{{10, 10}});
    CHECK(a.resample(200).events() == Events{{60, 60}, {200, 200}, {180, 200}});
    CHECK(a.append(a).samples() == 200);
}
