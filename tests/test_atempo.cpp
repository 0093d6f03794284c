// SPDX-License-Identifier: MIT
#include <pya/atempo.hpp>
#include <pya/error.hpp>

#include "support/catch.hpp"

#include <cmath>
#include <limits>

using namespace pya;

TEST_CASE("bars and beats are counted from 1, in the units of the time signature", "[tempo]") {
    const Atempo common;
    CHECK(common.at(1).value == 0);
    CHECK(common.at(1, 2).value == 0.5);
    CHECK(common.at(2, 1.5).value == 2.25);
    CHECK(common.at(1, 5).value == common.at(2).value);
    const Atempo waltz(90, {3, 4});
    CHECK(waltz.at(2).value == 2);
    CHECK(waltz.at(3, 3).value == Approx(8 * 60. / 90));
    const Atempo eighths(60, {6, 8});
    CHECK(eighths.quarters(2) == 3);
    CHECK(eighths.at(2, 4).value == 4.5);
}

TEST_CASE("another tempo holds from its place on, in whatever order it is set", "[tempo]") {
    const auto set = [](Atempo& tempo, int change) {
        if (change == 0) tempo.set_bpm(60, 4);
        if (change == 1) tempo.set_bpm(240, 6);
        if (change == 2) tempo.set_bpm(1, 10);
        if (change == 3) tempo.set_bpm(30, 10); // instead of the one there
    };
    for (const auto& order : {std::vector{0, 1, 2, 3}, {2, 3, 1, 0}, {1, 2, 0, 3}}) {
        Atempo tempo(120);
        for (const int change : order) set(tempo, change);
        CHECK(tempo.time(4).value == 2);
        CHECK(tempo.time(5).value == 3);
        CHECK(tempo.time(6).value == 4);
        CHECK(tempo.time(10).value == 5);
        CHECK(tempo.time(11).value == 7);
        CHECK(tempo.bpm() == 120);
        CHECK(tempo.bpm(3.999) == 120);
        CHECK(tempo.bpm(4) == 60);
        CHECK(tempo.bpm(1000) == 30);
    }
    Atempo tempo;
    tempo.set_bpm(30, 0);
    CHECK(tempo.time(1).value == 2);
}

TEST_CASE("other bars begin where they are set, and a bar that is cut short counts", "[tempo]") {
    Atempo tempo(60);
    tempo.set_bars({3, 8}, 10); // after two bars and a half
    tempo.set_bars({2, 2}, 13); // after two of these
    CHECK(tempo.quarters(3) == 8);
    CHECK(tempo.quarters(4) == 10);
    CHECK(tempo.quarters(5, 2) == 12);
    CHECK(tempo.quarters(6) == 13);
    CHECK(tempo.quarters(7, 2) == 19);
    CHECK(tempo.bars(9).beats == 4);
    CHECK(tempo.bars(10).unit == 8);
    CHECK(tempo.bars(1e6).beats == 2);
    Atempo thirds(60, {1, 3}); // units that no binary number has
    thirds.set_bars({4, 4}, 40 * (4. / 3));
    CHECK(thirds.quarters(41) == Approx(40 * (4. / 3)));
    CHECK(thirds.quarters(42) == Approx(40 * (4. / 3) + 4));
}

TEST_CASE("what is no tempo, no bar or no place is refused and changes nothing", "[tempo]") {
    const double nan = std::nan(""), inf = std::numeric_limits<double>::infinity();
    Atempo tempo;
    for (const double bpm : {0., -1., nan, inf}) {
        CHECK_THROWS_AS(Atempo(bpm), ArgumentError);
        CHECK_THROWS_AS(tempo.set_bpm(bpm, 0), ArgumentError);
    }
    for (const Atempo::Bars& bars : {Atempo::Bars{0, 4}, {4, 0}, {-3, 4}, {1001, 4}, {4, 1025}}) {
        CHECK_THROWS_AS(Atempo(120, bars), ArgumentError);
        CHECK_THROWS_AS(tempo.set_bars(bars, 0), ArgumentError);
    }
    for (const double place : {-1., nan, inf, 1e16}) {
        CHECK_THROWS_AS(tempo.set_bpm(60, place), ArgumentError);
        CHECK_THROWS_AS(tempo.set_bars({3, 4}, place), ArgumentError);
        CHECK_THROWS_AS(tempo.time(place), ArgumentError);
        CHECK_THROWS_AS(tempo.bpm(place), ArgumentError);
        CHECK_THROWS_AS(tempo.bars(place), ArgumentError);
    }
    CHECK_THROWS_AS(tempo.at(0), ArgumentError);
    CHECK_THROWS_AS(tempo.at(-1), ArgumentError);
    for (const double beat : {0., 0.999, nan, inf}) CHECK_THROWS_AS(tempo.at(1, beat), ArgumentError);
    CHECK(tempo.at(3, 2).value == 4.5);
}
