// SPDX-License-Identifier: MIT
#include "support/catch.hpp"
#include "support/eventually.hpp"

#include <pya/aserver.hpp>
#include <pya/backend/dummy.hpp>
#include <pya/log.hpp>

#include <atomic>
#include <iostream>
#include <limits>
#include <sstream>
#include <stdexcept>
#include <thread>

using namespace pya;

namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

Asig ramp(Index n, Index channels = 1, int sr = 1000) {
    Eigen::ArrayXXf x(n, channels);
    for (Index c = 0; c < channels; ++c) x.col(c) = Eigen::ArrayXf::LinSpaced(n, 0.1f, 0.2f);
    return Asig(x, {.sr = sr});
}

std::shared_ptr<DummyBackend> virtual_time(DummyFaults faults = {}) {
    return std::make_shared<DummyBackend>(DummyOptions{.pacing = Pacing::on_call, .faults = faults});
}

AserverOptions on(const std::shared_ptr<Backend>& backend) {
    return {.sr = 1000, .bs = 64, .channels = 2, .backend = backend};
}

struct Quiet {
    LogHandler before = set_log_handler({});
    ~Quiet() { set_log_handler(before); }
};

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

TEST_CASE("booting twice warns and goes on", "[threads]") {
    int warnings = 0;
    const LogHandler before = set_log_handler([&](std::string_view) { ++warnings; });
    const auto backend = virtual_time();
    Aserver s(on(backend));
    s.boot().boot();
    set_log_handler(before);
    CHECK(warnings == 1);
    CHECK(s.is_active());
    s.quit();
    s.quit();
    CHECK_FALSE(s.is_active());
    s.boot();
    CHECK(s.now() == 0);
}

TEST_CASE("playing without a running server is a device error", "[threads]") {
    Aserver s(on(virtual_time()));
    CHECK_THROWS_AS(s.play(ramp(10)), DeviceError);
    s.boot();
    Aserver::Voice v = s.play(ramp(10));
    s.quit();
    CHECK_THROWS_AS(s.play(ramp(10)), DeviceError);
    CHECK_FALSE(v.is_playing());
    v.stop();
    v.wait();
    s.wait();
    s.stop();
    CHECK(s.now() == 0);
}

TEST_CASE("voices outlive their server", "[threads]") {
    Aserver::Voice v;
    v.stop();
    CHECK_FALSE(v.is_playing());
    {
        Aserver s(on(virtual_time()));
        s.boot();
        v = s.play(ramp(1000), {.loop = true});
    }
    CHECK_FALSE(v.is_playing());
    v.stop();
    v.set_gain(1);
    v.wait();
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

TEST_CASE("too many channels are refused at boot", "[threads]") {
    Aserver s({.channels = 11, .backend = virtual_time()});
    CHECK_THROWS_AS(s.boot(), DeviceError);
    CHECK_FALSE(s.is_active());
    Aserver wrong(on(virtual_time({.channels = 3})));
    CHECK_THROWS_AS(wrong.boot(), DeviceError);
}

TEST_CASE("late callbacks of the device are counted", "[threads]") {
    const auto backend = virtual_time({.xrun_every = 5});
    Aserver s(on(backend));
    s.boot();
    backend->advance(64 * 20);
    CHECK(s.xruns() == 4);
}

TEST_CASE("the loss of the device reaches the application and the server can be booted again", "[threads]") {
    Quiet quiet;
    const auto backend = virtual_time({.lose_at = 640});
    Aserver s(on(backend));
    s.boot();
    Aserver::Voice v = s.play(ramp(20000));
    CHECK_THROWS_AS(s.wait(), DeviceError);
    CHECK_THROWS_AS(s.play(ramp(10)), DeviceError);
    CHECK_FALSE(s.is_active());
    const Index lost_at = s.now();
    CHECK(lost_at >= 640); // the clock goes on by itself
    CHECK(eventually([&] { return s.now() > lost_at; }));
    CHECK(v.is_playing());
    const auto other = virtual_time();
    s.set_backend(other);
    s.boot();
    CHECK(s.is_active());
    const Index now = s.now();
    CHECK(now > lost_at);
    s.wait();
    CHECK(s.now() >= 20000);
    CHECK(other->samples_out().samples() == s.now() - now);
    CHECK((other->samples_out().sig().col(0).head(1000) > 0).all());
}

TEST_CASE("a device can be changed while playing", "[threads]") {
    const auto backend = std::make_shared<DummyBackend>(DummyOptions{
        .devices = {{.name = "a", .maxOutputChannels = 2}, {.name = "b", .maxOutputChannels = 4}},
        .pacing = Pacing::on_call});
    Aserver s(on(backend));
    s.boot();
    s.play(ramp(1000));
    backend->advance(100);
    s.set_device(1);
    CHECK(s.device().name == "b");
    CHECK(s.now() == 100);
    s.wait();
    CHECK((backend->samples_out().sig().col(0).head(900) == ramp(1000).sig().col(0).tail(900)).all());
    CHECK_THROWS_AS(s.set_device(2), DeviceError);
    CHECK(s.get_devices().outputs.size() == 2);
    CHECK(s.get_devices().inputs.empty());
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

TEST_CASE("a log handler may boot and quit the server that it hears of", "[threads]") {
    const auto backend = virtual_time();
    auto s = std::make_unique<Aserver>(on(backend));
    std::atomic<int> heard = 0;
    const LogHandler before = set_log_handler([&](std::string_view) {
        if (heard == 0) {
            s->set_backend(virtual_time());
            s->boot();
            s->quit();
            s->boot();
        } else if (heard == 1) {
            s->quit();
        } else {
            s.reset();
        }
        ++heard;
    });
    s->boot();
    backend->lose_device();
    CHECK(eventually([&] { return heard == 1; }));
    CHECK(s->is_active());
    s->boot(); // runs already
    CHECK(heard == 2);
    CHECK_FALSE(s->is_active());
    const auto other = virtual_time();
    s->set_backend(other);
    s->boot();
    other->lose_device();
    CHECK(eventually([&] { return heard == 3; }));
    CHECK(s == nullptr);
    set_log_handler(before);
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

TEST_CASE("the channels of a server can be changed while it is not running", "[threads]") {
    const auto backend = virtual_time();
    Aserver s(on(backend));
    s.set_channels(4);
    s.boot();
    CHECK(s.channels() == 4);
    CHECK_THROWS_AS(s.set_channels(2), ArgumentError);
    s.play(ramp(10), {.out = 3, .block = true});
    CHECK(backend->samples_out().channels() == 4);
    s.quit();
    CHECK_THROWS_AS(s.set_channels(0), ArgumentError);
    s.set_channels(1);
    s.boot();
    CHECK_THROWS_AS(s.play(ramp(10), {.out = 1}), ArgumentError);
}

TEST_CASE("the default server can be one of one's own", "[threads]") {
    Quiet quiet;
    const auto backend = virtual_time();
    const auto mine = std::make_shared<Aserver>(on(backend));
    Aserver::set_default_server(mine);
    CHECK(Aserver::default_server() == mine);
    CHECK_THROWS_AS(ramp(10).play(), DeviceError);
    mine->boot();
    ramp(10).play({.block = true});
    CHECK(mine->now() >= 10);
    Aserver::set_default_server(nullptr);
    CHECK(mine->is_active());
    CHECK_THROWS_AS(ramp(10).play(), DeviceError);
    Aserver::set_default_server(mine);
    shutdown();
    CHECK_FALSE(mine->is_active());
    CHECK(Aserver::default_server() == nullptr);
}

TEST_CASE("get_devices prints what it returns if it is asked to", "[threads]") {
    const auto backend = std::make_shared<DummyBackend>(DummyOptions{
        .devices = {{.name = "ear", .maxInputChannels = 1}, {.name = "mouth", .maxOutputChannels = 2}}});
    const Aserver s({.backend = backend});
    std::ostringstream text;
    std::streambuf* const before = std::cout.rdbuf(text.rdbuf());
    s.get_devices();
    CHECK(text.str().empty());
    const Devices devices = s.get_devices(true);
    std::cout.rdbuf(before);
    CHECK(devices.inputs.size() == 1);
    CHECK(text.str() == "Input Devices: \nIndex: 0, Name: ear,  Channels: 1\n"
                        "Output Devices: \nIndex: 1, Name: mouth, Channels: 2\n");
}

TEST_CASE("a server can be quit and destroyed from another thread while it plays", "[threads]") {
    auto s = std::make_unique<Aserver>(
        AserverOptions{.sr = 48000, .bs = 64, .backend = std::make_shared<DummyBackend>()});
    s->boot();
    Aserver::Voice v = s->play(ramp(480, 1, 48000), {.loop = true});
    std::thread waiter([&] { v.wait(); });
    std::thread([&] { s.reset(); }).join();
    waiter.join();
    CHECK_FALSE(v.is_playing());
}
