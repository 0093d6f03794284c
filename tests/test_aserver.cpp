// SPDX-License-Identifier: MIT
#include "support/catch.hpp"
#include "support/eventually.hpp"
#include "support/quiet.hpp"
#include "support/virtual_server.hpp"

#include <pya/aserver.hpp>
#include <pya/backend/dummy.hpp>
#include <pya/log.hpp>

#include <atomic>
#include <limits>
#include <sstream>
#include <stdexcept>
#include <thread>

using namespace pya;
using virtual_server::on;
using virtual_server::ramp;
using virtual_server::virtual_time;

namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

} // namespace

TEST_CASE("a server plays on its frame and wait returns when it is over", "[threads]") {
    const auto backend = virtual_time();
    Aserver s(on(backend));
    s.boot();
    s.play(ramp(100), {.onset = 0.203, .out = 1});
    s.wait();
    CHECK(s.active_voices() == 0);
    CHECK(s.now() >= 303);
    CHECK(s.now() < 303 + 64);
    const Asig out = backend->samples_out();
    CHECK(out.samples() == s.now());
    CHECK((out.sig().col(1).segment(203, 100) == ramp(100).sig().col(0)).all());
    CHECK((out.sig().col(1).head(203) == 0).all());
    CHECK((out.sig().col(0) == 0).all());
}

TEST_CASE("a score sounds live as it does offline", "[threads]") {
    Ascore score;
    for (Index i = 0; i < 50; ++i)
        score.push_back({.sig = ramp(30 + 7 * i), .onset = 13 * i, .out = i % 2, .gain = 0.1 + 0.01 * i});
    const auto backend = virtual_time();
    Aserver s(on(backend));
    s.boot();
    const std::vector<Aserver::Voice> voices = s.play(score);
    CHECK(voices.size() == score.size());
    s.wait();
    const Asig live = backend->samples_out();
    CHECK(live == render(score, {.sr = 1000, .frames = live.samples()}));
}

TEST_CASE("onsets are relative or absolute in seconds or frames", "[threads]") {
    const auto backend = virtual_time();
    Aserver s(on(backend));
    s.boot();
    backend->advance(100);
    const auto begin_of = [&](const PlayOptions& options) {
        const Index before = backend->samples_out().samples();
        s.play(ramp(10), options);
        s.wait();
        const Asig out = backend->samples_out();
        Index first = before;
        while (out.storage().channel(0)[first] == 0) ++first;
        return first;
    };
    CHECK(begin_of({}) == 100);
    const Index now = s.now();
    CHECK(begin_of({.onset = 0.05}) == now + 50);
    CHECK(begin_of({.at = 0.777}) == 777);
    CHECK(begin_of({.frame = 1234}) == 1234);
    CHECK(s.late() == 0);
    const Index past = s.now();
    CHECK(begin_of({.frame = 1}) == past);
    CHECK(s.late() == 1);
}

TEST_CASE("voices stop and change their gain without a click", "[threads]") {
    const auto backend = virtual_time();
    Aserver s(on(backend));
    s.boot();
    Aserver::Voice v = s.play(Asig(Eigen::ArrayXXf::Ones(5000, 1), {.sr = 1000}));
    backend->advance(100);
    v.set_gain(0.5, 0.1);
    backend->advance(200);
    CHECK(v.is_playing());
    v.stop(0.05);
    backend->advance(200);
    CHECK_FALSE(v.is_playing());
    const Asig out = backend->samples_out();
    const auto x = out.sig().col(0);
    CHECK(x(299) == 0.5f);
    CHECK(x(350) == 0);
    CHECK((x.head(499) - x.tail(499)).abs().maxCoeff() < 0.011f);
}

TEST_CASE("stop fades everything out and forgets what waits", "[threads]") {
    const auto backend = virtual_time();
    Aserver s(on(backend));
    s.boot();
    s.play(ramp(1000));
    s.play(ramp(1000), {.onset = 0.5});
    backend->advance(10);
    s.stop(0.01);
    s.wait();
    CHECK(s.now() < 100);
    backend->advance(1000);
    CHECK((backend->samples_out().sig().bottomRows(900) == 0).all());
}

TEST_CASE("play with block returns when the signal is over", "[threads]") {
    const auto backend = virtual_time();
    Aserver s(on(backend));
    s.boot();
    ramp(500).play({.block = true, .server = &s});
    CHECK(s.now() >= 500);
    CHECK(s.active_voices() == 0);
}

TEST_CASE("the rate changes the speed and another sampling rate is converted", "[threads]") {
    const auto backend = virtual_time();
    Aserver s(on(backend));
    s.boot();
    s.play(ramp(500), {.rate = 2, .block = true});
    CHECK(s.now() < 330);
    s.play(ramp(1000, 1, 4000), {.block = true});
    CHECK(s.now() < 650);
}

TEST_CASE("wait ends after the time given", "[threads]") {
    const auto backend = virtual_time();
    Aserver s(on(backend));
    s.boot();
    s.play(ramp(10), {.loop = true});
    s.wait(0.5);
    CHECK(s.now() >= 500);
    CHECK(s.now() < 520);
    CHECK_THROWS_AS(s.wait(-1.0), ArgumentError);
}

TEST_CASE("the default server plays signals that name none", "[threads]") {
    Quiet quiet;
    CHECK_THROWS_AS(ramp(10).play(), DeviceError);
    const auto backend = virtual_time();
    Aserver& s = *startup(on(backend));
    CHECK(startup().get() == &s);
    CHECK(Aserver::default_server().get() == &s);
    const Asig tone = ramp(10);
    tone.play({.block = true}).play({.onset = 0.1, .block = true});
    CHECK(s.now() >= 110);
    shutdown();
    CHECK(Aserver::default_server() == nullptr);
    shutdown();
}

TEST_CASE("a server says what it is as in Python", "[threads]") {
    Aserver s({.bs = 256, .backend = virtual_time()});
    CHECK(
        s.repr() ==
        "AServer: sr: 44100, blocksize: 256,\n         Stream Active: False, Device: DummyDevice, Index: 0");
    s.boot();
    std::ostringstream text;
    text << s;
    CHECK(text.str().find("Stream Active: True") != std::string::npos);
}

TEST_CASE("bad arguments of the server are refused and nothing is played", "[threads]") {
    Aserver s(on(virtual_time()));
    s.boot();
    const Asig sig = ramp(10);
    CHECK_THROWS_AS(s.play(sig, {.out = 2}), ArgumentError);
    CHECK_THROWS_AS(s.play(sig, {.out = -1}), ArgumentError);
    CHECK_THROWS_AS(s.play(sig, {.onset = -0.1}), ArgumentError);
    CHECK_THROWS_AS(s.play(sig, {.onset = not_a_number}), ArgumentError);
    CHECK_THROWS_AS(s.play(sig, {.at = 1e300}), ArgumentError);
    CHECK_THROWS_AS(s.play(sig, {.at = -0.1}), ArgumentError);
    CHECK_THROWS_AS(s.play(sig, {.at = not_a_number}), ArgumentError);
    CHECK_THROWS_AS(s.play(sig, {.frame = -1}), ArgumentError);
    CHECK_THROWS_AS(s.play(sig, {.frame = std::numeric_limits<Index>::max()}), ArgumentError);
    CHECK_THROWS_AS(s.play(sig, {.onset = 1.0, .frame = 1}), ArgumentError);
    CHECK_THROWS_AS(s.play(sig, {.rate = not_a_number}), ArgumentError);
    CHECK_THROWS_AS(s.play(sig, {.rate = -1}), ArgumentError);
    CHECK_THROWS_AS(s.play(sig, {.rate = 0}), ArgumentError);
    CHECK_THROWS_AS(s.play(sig, {.rate = std::numeric_limits<double>::infinity()}), ArgumentError);
    CHECK_THROWS_AS(s.play(sig, {.gain = not_a_number}), ArgumentError);
    for (const Acue& bad : Ascore{{.sig = sig, .onset = -1},
                                  {.sig = sig, .onset = std::numeric_limits<Index>::max()},
                                  {.sig = sig, .out = 2},
                                  {.sig = sig, .gain = not_a_number},
                                  {.sig = sig, .rate = not_a_number}})
        CHECK_THROWS_AS(s.play(Ascore{{.sig = sig}, bad}), ArgumentError);
    CHECK_THROWS_AS(s.stop(-1.0), ArgumentError);
    CHECK_THROWS_AS(s.stop(not_a_number), ArgumentError);
    CHECK_THROWS_AS(s.set_device(-1), DeviceError);
    CHECK_THROWS_AS(s.set_gain(not_a_number), ArgumentError);
    CHECK_THROWS_AS(Aserver({.sr = 0, .backend = virtual_time()}), ArgumentError);
    CHECK_THROWS_AS(Aserver({.bs = -1, .backend = virtual_time()}), ArgumentError);
    CHECK_THROWS_AS(Aserver({.channels = 0, .backend = virtual_time()}), ArgumentError);
    CHECK_THROWS_AS(Aserver({.device = 7, .backend = virtual_time()}), DeviceError);
    CHECK(s.active_voices() == 0);
}

TEST_CASE("empty signals and scores are over at once", "[threads]") {
    const auto backend = virtual_time();
    Aserver s(on(backend));
    s.boot();
    backend->advance(100);
    Aserver::Voice v = s.play(Asig(0), {.onset = 1.0, .block = true, .loop = true});
    CHECK_FALSE(v.is_playing());
    v.stop();
    v.wait();
    CHECK(s.play(Ascore{}).empty());
    const std::vector<Aserver::Voice> voices =
        s.play(Ascore{{}, {.sig = ramp(10)}, {.sig = Asig(0, {.sr = 7}), .rate = 3}});
    REQUIRE(voices.size() == 3);
    CHECK_FALSE(voices[0].is_playing());
    CHECK(voices[1].is_playing());
    CHECK_FALSE(voices[2].is_playing());
    s.wait();
    CHECK(s.late() == 0);
    CHECK(s.active_voices() == 0);
}

TEST_CASE("a server follows the clock on the dummy backend", "[threads]") {
    Aserver s({.sr = 48000, .bs = 64, .backend = std::make_shared<DummyBackend>()});
    s.boot();
    ramp(480, 1, 48000).play({.block = true, .server = &s});
    CHECK(s.now() >= 480);
    CHECK(s.cpu_load() > 0);
    CHECK(s.longest_callback() >= s.cpu_load());
}

TEST_CASE("many threads play and stop at once", "[threads]") {
    Aserver s({.sr = 48000, .bs = 64, .channels = 2, .backend = std::make_shared<DummyBackend>()});
    s.boot();
    std::atomic<int> played = 0;
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&] {
            for (int i = 0; i < 200; ++i) {
                Aserver::Voice v = s.play(ramp(480, 1, 48000), {.onset = 0.001 * (i % 10), .gain = 0.01});
                if (i % 3 == 0) v.stop();
                if (i % 5 == 0) v.set_gain(0.02);
                if (i % 50 == 0) s.set_insert([](SigMap block) { block *= 0.5f; });
                s.set_gain(0.5);
                played += v.is_playing() ? 1 : 0;
            }
        });
    for (std::thread& thread : threads) thread.join();
    s.wait();
    CHECK(s.active_voices() == 0);
    CHECK(played > 0);
}

TEST_CASE("set_insert throws what the insert throws on a block of silence", "[threads]") {
    const auto backend = virtual_time();
    Aserver s(on(backend));
    s.boot();
    Index samples = 0, channels = 0;
    s.set_insert([&](SigMap block) {
        samples = block.rows();
        channels = block.cols();
    });
    CHECK(samples == Mixer::max_block);
    CHECK(channels == 2);
    CHECK_THROWS_AS(s.set_insert([](SigMap) { throw 42; }), int);
    s.set_insert([n = 0](SigMap block) mutable { block = static_cast<float>(++n); }); // a copy is tried
    backend->advance(1);
    CHECK(backend->samples_out().storage().channel(0)[0] == 1);
}

TEST_CASE("an insert that throws later is taken out, which the log handler is told", "[threads]") {
    std::atomic<int> told = 0;
    const LogHandler before =
        set_log_handler([&](std::string_view text) { told += text.find("too loud") != text.npos; });
    const auto backend = virtual_time();
    Aserver s(on(backend));
    s.boot();
    s.set_insert([](SigMap block) {
        block *= 0.5f;
        if (block.maxCoeff() > 0) throw std::runtime_error("too loud");
    });
    s.play(Asig(Eigen::ArrayXXf::Ones(200, 1), {.sr = 1000}), {.onset = 0.064});
    backend->advance(264);
    CHECK(eventually([&] { return told == 1; }));
    const Asig out = backend->samples_out();
    CHECK((out.sig().topRows(128) == 0).all());
    CHECK((out.sig().col(0).segment(128, 136) == 1).all());
    s.set_insert([](SigMap block) { block *= 0.25f; });
    s.play(Asig(Eigen::ArrayXXf::Ones(64, 1), {.sr = 1000}));
    backend->advance(64);
    CHECK((backend->samples_out().sig().col(0).tail(64) == 0.25f).all());
    s.quit();
    set_log_handler(before);
    CHECK(told == 1);
}
