// SPDX-License-Identifier: MIT
#include "support/catch.hpp"
#include "support/quiet.hpp"
#include "support/virtual_recorder.hpp"

#include <pya/arecorder.hpp>
#include <pya/backend/dummy.hpp>
#include <pya/io/audio_file.hpp>
#include <pya/log.hpp>

#include <cmath>
#include <limits>
#include <thread>

using namespace pya;
using virtual_recorder::hearing;
using virtual_recorder::numbers;
using virtual_recorder::on;

TEST_CASE("a take holds what was heard between record and stop without the pauses", "[threads]") {
    const Asig input = numbers(300, 3);
    const auto backend = hearing(input);
    Arecorder r(on(backend));
    r.boot();
    backend->advance(10);
    r.record();
    CHECK(r.is_recording());
    backend->advance(50);
    r.pause();
    backend->advance(20);
    r.record();
    backend->advance(100);
    r.stop();
    CHECK_FALSE(r.is_recording());
    REQUIRE(r.recordings().size() == 1);
    const Asig take = r.recordings().back();
    CHECK(take.sr() == 1000);
    CHECK(take.channels() == 3);
    REQUIRE(take.samples() == 150);
    CHECK((take.sig().topRows(50) == input.sig().middleRows(10, 50)).all());
    CHECK((take.sig().bottomRows(100) == input.sig().middleRows(80, 100)).all());
    CHECK(r.overruns() == 0);
}

TEST_CASE("tracks are chosen reordered repeated and scaled in dB", "[threads]") {
    const Asig input = numbers(100, 3);
    const auto backend = hearing(input);
    Arecorder r(on(backend));
    r.set_tracks({2, 0, 2}, {0, -20, 6});
    r.boot();
    r.record();
    backend->advance(100);
    r.stop();
    const Asig take = r.recordings().back();
    REQUIRE(take.channels() == 3);
    CHECK((take.sig().col(0) == input.sig().col(2)).all());
    CHECK((take.sig().col(1) == 0.1f * input.sig().col(0)).all());
    CHECK(take.storage().channel(2)[99] == Approx(2099 * std::pow(10, 0.3)));
    r.reset();
    r.record();
    backend->advance(10);
    r.stop();
    CHECK(r.recordings().back().channels() == 3);
    CHECK(r.recordings().size() == 2);
}

TEST_CASE("other tracks during a take begin a new one", "[threads]") {
    const auto backend = hearing(numbers(100, 3));
    Arecorder r(on(backend));
    r.boot();
    r.record();
    backend->advance(40);
    r.set_tracks({1});
    backend->advance(30);
    r.stop();
    REQUIRE(r.recordings().size() == 2);
    CHECK(r.recordings()[0].samples() == 40);
    CHECK(r.recordings()[0].channels() == 3);
    CHECK(r.recordings()[1].samples() == 30);
    CHECK(r.recordings()[1].storage().channel(0)[0] == 1040);
}

TEST_CASE("a long take loses nothing", "[threads]") {
    const Asig input = numbers(200000, 1);
    const auto backend = hearing(input);
    Arecorder r(on(backend, 1));
    r.boot();
    r.record();
    backend->advance(200000);
    r.stop();
    CHECK(r.overruns() == 0);
    CHECK(r.recordings().back() == input);
}

TEST_CASE("takes can be dropped and forgotten", "[threads]") {
    const auto backend = hearing(numbers(100, 1));
    Arecorder r(on(backend, 1));
    r.boot();
    for (int i = 0; i < 3; ++i) {
        r.record();
        backend->advance(10);
        i == 1 ? r.drop() : r.stop();
        CHECK_FALSE(r.is_recording());
    }
    REQUIRE(r.recordings().size() == 2);
    CHECK(r.recordings()[1].storage().channel(0)[0] == 20);
    r.clear_recordings();
    CHECK(r.recordings().empty());
}

TEST_CASE("the channels of a recorder can be changed while it is not running", "[threads]") {
    const auto backend = hearing(numbers(100, 3));
    Arecorder r(on(backend));
    r.set_tracks({1});
    r.set_channels(2);
    r.boot();
    CHECK_THROWS_AS(r.set_channels(3), ArgumentError);
    CHECK_THROWS_AS(r.set_tracks({2}), ArgumentError);
    r.record();
    backend->advance(10);
    r.stop();
    CHECK(r.channels() == 2);
    CHECK(r.recordings().back().channels() == 2);
    r.quit();
    CHECK_THROWS_AS(r.set_channels(0), ArgumentError);
}

TEST_CASE("levels are the peaks of the input since the last look", "[threads]") {
    const auto backend = hearing(Asig({0.1f, -0.7f, 0.3f, 0.2f}, {.sr = 1000}));
    Arecorder r(on(backend, 2));
    r.boot();
    backend->advance(3);
    CHECK(r.levels() == std::vector<double>{0.7f, 0});
    backend->advance(1);
    CHECK(r.levels() == std::vector<double>{0.2f, 0});
}

TEST_CASE("the recorder says what it is as in Python", "[threads]") {
    Arecorder r({.bs = 512, .backend = hearing({})});
    CHECK(r.repr() == "Arecorder: sr: 44100, blocksize: 512, Stream Active: False\n           Input: "
                      "DummyDevice, Index: 0\n           ");
    CHECK(r.channels() == 10);
}

TEST_CASE("the loss of the device ends a take and is told", "[threads]") {
    const auto backend = hearing(numbers(100, 1), {.lose_at = 40});
    Arecorder r(on(backend, 1));
    r.boot();
    r.record();
    backend->advance(100);
    CHECK_FALSE(r.is_active());
    CHECK_THROWS_AS(r.stop(), DeviceError);
    CHECK(r.recordings().back().samples() == 40);
    CHECK_THROWS_AS(r.record(), DeviceError);
    r.boot();
    r.record();
    backend->advance(10);
    r.stop();
    CHECK(r.recordings().back().samples() == 10);
}

TEST_CASE("a recorder can be booted twice and quit twice", "[threads]") {
    Quiet quiet;
    const auto backend = hearing(numbers(100, 1));
    Arecorder r(on(backend, 1));
    CHECK_THROWS_AS(r.record(), DeviceError);
    r.stop();
    r.boot().boot();
    r.record();
    backend->advance(30);
    r.quit();
    r.quit();
    CHECK(r.recordings().back().samples() == 30);
    CHECK(r.frames() == 0);
    r.boot();
    r.record();
    r.stop();
    CHECK(r.recordings().back().samples() == 0);
}

TEST_CASE("bad arguments of the recorder are refused", "[threads]") {
    const auto backend = hearing({});
    Arecorder r(on(backend));
    CHECK_THROWS_AS(r.set_tracks({}), ArgumentError);
    CHECK_THROWS_AS(r.set_tracks({3}), ArgumentError);
    CHECK_THROWS_AS(r.set_tracks({-1}), ArgumentError);
    CHECK_THROWS_AS(r.set_tracks({0, 1}, {0.0}), ArgumentError);
    CHECK_THROWS_AS(r.set_tracks({0}, {std::numeric_limits<double>::quiet_NaN()}), ArgumentError);
    CHECK_THROWS_AS(Arecorder({.sr = 0, .backend = backend}), ArgumentError);
    CHECK_THROWS_AS(Arecorder({.bs = -1, .backend = backend}), ArgumentError);
    CHECK_THROWS_AS(Arecorder({.device = 3, .backend = backend}), DeviceError);
    CHECK_THROWS_AS(Arecorder({.channels = 11, .backend = backend}).boot(), DeviceError);
}

TEST_CASE("a recorder follows the clock on the dummy backend", "[threads]") {
    Arecorder r({.sr = 48000, .bs = 64, .channels = 1, .backend = std::make_shared<DummyBackend>()});
    r.boot();
    r.record();
    while (r.frames() < 480) std::this_thread::yield();
    r.stop();
    CHECK(r.recordings().back().samples() >= 480);
}
