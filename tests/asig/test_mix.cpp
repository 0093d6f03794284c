// SPDX-License-Identifier: MIT
#include <pya/asig.hpp>
#include <pya/asig/mix.hpp>
#include <pya/error.hpp>
#include <pya/mapping.hpp>

#include "support/catch.hpp"

#include <cmath>
#include <string>
#include <vector>

using namespace pya;
using namespace pya::literals;
using Catch::Matchers::Contains;

namespace {

Asig steps(std::vector<float> values, int sr = 10) {
    return Asig(std::span<const float>(values), {.sr = sr, .label = "steps"});
}

} // namespace

TEST_CASE("signals are added up at their onsets with their gains, as long as the last one") {
    const Asig sum = Asig::mix({{.sig = steps({1, 2, 3})},
                                {.sig = steps({10, 20}), .onset = 0.2_s, .gain = 0.5},
                                {.sig = steps({100}), .onset = 0.5_s, .gain = -1}});
    CHECK(sum == steps({1, 2, 8, 10, 0, -100}));
    CHECK(sum.label() == "steps_mixed");
}

TEST_CASE("one channel goes to all, and the names are those of the widest") {
    Eigen::ArrayXXf wide(2, 2);
    wide << 1, 2, 3, 4;
    const Asig sum = Asig::mix({{.sig = steps({10, 20})}, {.sig = Asig(wide, {.sr = 10, .cn = {"l", "r"}})}});
    CHECK(sum.cn() == std::vector<std::string>{"l", "r"});
    wide << 11, 12, 23, 24;
    CHECK((sum.sig() == wide).all());
}

TEST_CASE("a mix has the rate of its first part, to which others are converted") {
    const Asig slow(1.0, {.sr = 8000}), fast(1.0, {.sr = 16000});
    CHECK(Asig::mix({{.sig = slow}, {.sig = fast, .onset = 0.5_s}}).samples() == 12000);
    CHECK(Asig::mix({{.sig = fast}, {.sig = slow, .onset = 0.5_s}}).samples() == 24000);
}

TEST_CASE("events of all parts move with them, in the order of time") {
    Asig a = steps({1, 2, 3}), b = steps({4, 5, 6});
    a.set_events({{1, 2}});
    b.set_events({{0, 1}, {2, 3}});
    const std::vector<dsp::Event> events = Asig::mix({{.sig = b, .onset = 0.3_s}, {.sig = a}}).events();
    REQUIRE(events.size() == 3);
    CHECK(events[0].begin == 1);
    CHECK(events[1].begin == 3);
    CHECK(events[2].end == 6);
}

TEST_CASE("a mix of empty signals is empty, and parts stay as they are") {
    CHECK(Asig::mix({{.sig = Asig(0)}, {.sig = Asig(0)}}).samples() == 0);
    const Asig a = steps({1, 2});
    CHECK(Asig::mix({{.sig = a}, {.sig = a}}) == steps({2, 4}));
    CHECK(a == steps({1, 2}));
}

TEST_CASE("a mix refuses nothing, early onsets, gains that are none and other channels") {
    const Asig a = steps({1, 2}), wide(10, {.sr = 10, .channels = 2}), wider(10, {.sr = 10, .channels = 3});
    CHECK_THROWS_WITH(Asig::mix({}), Contains("no parts"));
    CHECK_THROWS_WITH(Asig::mix({{.sig = a}, {.sig = a, .onset = -1_s}}), Contains("part 1"));
    CHECK_THROWS_AS(Asig::mix({{.sig = a, .onset = NAN}}), ArgumentError);
    CHECK_THROWS_AS(Asig::mix({{.sig = a, .onset = 1e300}}), ArgumentError);
    CHECK_THROWS_WITH(Asig::mix({{.sig = a, .gain = NAN}}), Contains("gain"));
    CHECK_THROWS_WITH(Asig::mix({{.sig = a}, {.sig = wide}, {.sig = wider}}), Contains("part 1 has 2"));
}
