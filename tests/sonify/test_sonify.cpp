// SPDX-License-Identifier: MIT
#include <pya/asig.hpp>
#include <pya/error.hpp>
#include <pya/mapping.hpp>
#include <pya/sonify.hpp>
#include <pya/sonify/sonify.hpp>
#include <pya/ugen.hpp>

#include "support/catch.hpp"

#include <cmath>
#include <limits>
#include <vector>

using namespace pya;

namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

Eigen::ArrayXd array(std::initializer_list<double> values) {
    return Eigen::Map<const Eigen::ArrayXd>(values.begin(), static_cast<Index>(values.size()));
}

Asig sound() { return Ugen::sine({.freq = 440, .dur = 0.1, .sr = 8000}); }

} // namespace

TEST_CASE("each event is the sound, resampled, panned, weighted and added where it begins", "[sonify]") {
    const Asig result = sonify(sound(),
                               {.onset = array({0.5, 0, 0.55}),
                                .pitch = array({12, 0, -5}),
                                .level = array({-6, 0, -20}),
                                .pan = array({-1, 0.25, 1})},
                               {.sr = 8000});
    Asig expected(result.samples(), {.sr = 8000, .channels = 2});
    const auto grain = [](double pitch, double pan) {
        if (pitch == 0) return sound().pan2(pan);
        return sound().resample(8000, {.rate = std::exp2(pitch / 12), .kind = Interp::sinc_best}).pan2(pan);
    };
    expected.add(grain(12, -1), {.onset = 0.5, .amp = dbamp(-6)});
    expected.add(grain(0, 0.25), {.onset = 0, .amp = 1});
    expected.add(grain(-5, 1), {.onset = 0.55, .amp = dbamp(-20)});
    CHECK((result.sig() == expected.sig()).all());
    CHECK(result.dur() == Approx(0.55 + 0.1 * std::exp2(5. / 12)).margin(1.5 / 8000));
    CHECK(result.label() == "sonification");
}

TEST_CASE("one value holds for all events, and without a pan the channels are those of the sound",
          "[sonify]") {
    const Asig stereo = Ugen::noise({.dur = 0.05, .sr = 8000, .channels = 2, .seed = 3});
    const Asig result = sonify(stereo, {.onset = array({0, 0.125}), .level = array({-20})}, {.sr = 8000});
    CHECK(result.channels() == 2);
    REQUIRE(result.samples() == 1400);
    CHECK((result.sig().topRows(400) == result.sig().bottomRows(400)).all());
    CHECK(result.sig()(7, 1) == Approx(0.1 * stereo.sig()(7, 1)));
}

TEST_CASE("a sound that lasts longer than its event is cut with a fade", "[sonify]") {
    const Asig ones(Eigen::ArrayXf::Ones(800), {.sr = 8000});
    const Asig result =
        sonify(ones, {.onset = array({0, 0.5, 0.05}), .dur = array({0.02, 0, INFINITY})}, {.sr = 8000});
    REQUIRE(result.samples() == 1200);
    CHECK(result.sig()(119, 0) == 1);
    CHECK(result.sig()(140, 0) < 0.6);
    CHECK(std::abs(result.sig()(159, 0)) < 0.03);
    CHECK(result.sig()(160, 0) == 0);
}

TEST_CASE("where data is missing there is no event", "[sonify]") {
    const Asig result =
        sonify(sound(), {.onset = array({0, 0.2, 0.4}), .pitch = array({0, missing, 0})}, {.sr = 8000});
    CHECK(result.samples() == 4000);
    CHECK((result.sig().middleRows(1600, 800) == 0).all());
    CHECK(result(slice(3200, none)).peak() > 0.9);
    CHECK(sonify(sound(), {.onset = array({missing})}).samples() == 0);
}

TEST_CASE("a table of named columns is a score", "[sonify]") {
    const io::Table table{(Eigen::ArrayXXd(2, 3) << 0, 7, -6, 0.5, 8, -12).finished(),
                          {"onset", "year", "level"}};
    const EventColumns columns = event_columns(table);
    CHECK((columns.onset == array({0, 0.5})).all());
    CHECK((columns.level == array({-6, -12})).all());
    CHECK(columns.pitch.size() == 0);
    CHECK((sonify(sound(), table).sig() == sonify(sound(), columns).sig()).all());
    CHECK((event_columns({table.values, {"onset", "duration", "level"}}).dur == array({7, 8})).all());
    CHECK((event_columns({table.values, {"onset", "duration", "dur"}}).dur == array({-6, -12})).all());
    CHECK_THROWS_AS(event_columns({table.values, {"a", "b", "c"}}), ArgumentError);
    CHECK_THROWS_AS(event_columns({table.values, {}}), ArgumentError);
}

TEST_CASE("a long sonification says how far it is", "[sonify]") {
    std::vector<double> parts;
    sonify(sound(), {.onset = Eigen::ArrayXd::LinSpaced(200, 0, 1)},
           {.progress = [&](double part) { parts.push_back(part); }});
    CHECK(parts == std::vector<double>{64. / 200, 128. / 200, 192. / 200, 1});
}

TEST_CASE("events that can't be are refused", "[sonify]") {
    const Eigen::ArrayXd two = array({0, 1}), inf = array({INFINITY, 0});
    CHECK_THROWS_AS(sonify(sound(), {.pitch = two}), ArgumentError);
    CHECK_THROWS_AS(sonify(sound(), {.onset = two, .pitch = array({1, 2, 3})}), ArgumentError);
    CHECK_THROWS_AS(sonify(sound(), {.onset = array({-1, 0})}), ArgumentError);
    CHECK_THROWS_AS(sonify(sound(), {.onset = inf}), ArgumentError);
    CHECK_THROWS_AS(sonify(sound(), {.onset = two, .pitch = inf}), ArgumentError);
    CHECK_THROWS_AS(sonify(sound(), {.onset = two, .level = inf}), ArgumentError);
    CHECK_THROWS_AS(sonify(sound(), {.onset = two, .pan = array({0, 1.1})}), ArgumentError);
    CHECK_THROWS_AS(sonify(sound(), {.onset = two, .dur = array({-1, 0})}), ArgumentError);
    CHECK_THROWS_AS(sonify(sound(), {.onset = two}, {.sr = 0}), ArgumentError);
    CHECK_THROWS_AS(sonify(Asig(), {.onset = two}), ArgumentError);
    CHECK(sonify(sound(), {.onset = two, .dur = inf}, {.sr = 8000}).samples() == 800);
}
