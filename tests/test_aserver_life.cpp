// SPDX-License-Identifier: MIT
#include "support/catch.hpp"
#include "support/eventually.hpp"
#include "support/quiet.hpp"
#include "support/virtual_server.hpp"

#include <pya/aserver.hpp>
#include <pya/backend/dummy.hpp>
#include <pya/log.hpp>

#include <atomic>
#include <iostream>
#include <sstream>
#include <thread>

using namespace pya;
using virtual_server::on;
using virtual_server::ramp;
using virtual_server::virtual_time;

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
