// SPDX-License-Identifier: MIT
#include <pya/arecorder.hpp>
#include <pya/aserver.hpp>
#include <pya/backend/device_info.hpp>
#include <pya/backend/web.hpp>
#include <pya/error.hpp>
#include <pya/ugen.hpp>

#include "support/catch.hpp"
#include "support/eventually.hpp"
#include "web/client.hpp"

#include <algorithm>

using namespace pya;
using web::Client;
using web::message;

namespace {

std::shared_ptr<WebBackend> any_port() { return std::make_shared<WebBackend>(WebOptions{.port = 0}); }

void ask(Client& client, std::uint32_t frames) {
    client.send_frame(message({.kind = web::want, .frames = frames}));
}

// A block of a ramp that begins at a position of its source.
std::string ramp(double position, std::uint32_t frames, std::uint32_t source = 1) {
    std::vector<float> samples(frames);
    for (std::uint32_t f = 0; f < frames; ++f) samples[f] = static_cast<float>(position + f + 1) / 65536;
    return message({web::microphone, frames, 1, source, position}, samples);
}

} // namespace

TEST_CASE("a page gets the samples that render() makes, in the order in which it asks", "[threads]") {
    const auto backend = any_port();
    Aserver server({.bs = 100, .channels = 2, .backend = backend});
    server.boot();
    Client client = web::page(*backend);
    client.send_frame(message({.kind = web::listen}));
    REQUIRE(eventually([&] { return backend->counts().listeners == 1; }));
    const Ascore score{{.sig = Ugen::noise({.n_rows = 3000, .seed = 1}), .onset = 500},
                       {.sig = Ugen::sine({.freq = 440, .n_rows = 2000}), .onset = 1000, .out = 1}};
    const Index begin = server.now();
    server.play(score);
    std::vector<float> heard;
    double next = -1;
    for (const std::uint32_t frames : {1u, 99u, 101u, 2048u, 1500u, 700u}) {
        ask(client, frames);
        const auto [position, samples] = web::next_block(client);
        REQUIRE(samples.size() == 2 * frames);
        if (next >= 0) CHECK(position == next);
        next = position + frames;
        heard.insert(heard.end(), samples.begin(), samples.end());
    }
    const Asig expected = render(score, {.channels = 2, .frames = static_cast<Index>(heard.size() / 2)});
    REQUIRE(server.now() == begin + expected.samples()); // time stood still while the page asked for nothing
    Index wrong = 0;
    for (Index f = 0; f < expected.samples(); ++f)
        for (Index c = 0; c < 2; ++c)
            wrong += heard[static_cast<std::size_t>(2 * f + c)] != expected.sig()(f, c);
    CHECK(wrong == 0);
}

TEST_CASE("while nobody listens, and when a page asks for nothing, time goes on", "[threads]") {
    const auto backend = any_port();
    Aserver server({.backend = backend});
    server.boot();
    CHECK(eventually([&] { return server.now() > 1000; }));
    Client client = web::page(*backend);
    client.send_frame(message({.kind = web::listen}));
    REQUIRE(eventually([&] { return backend->counts().listeners == 1; }));
    const Index now = server.now();
    CHECK(eventually([&] { return server.now() > now + 1000; }));
}

TEST_CASE("a page that takes nothing does not keep the program waiting", "[threads]") {
    const auto backend = any_port();
    Aserver server({.channels = 32, .backend = backend});
    server.boot();
    Client client = web::page(*backend);
    client.send_frame(message({.kind = web::listen}));
    REQUIRE(eventually([&] {
        ask(client, 4096);
        return backend->counts().dropped > 0;
    }));
    const Index now = server.now();
    CHECK(eventually([&] { return server.now() > now + 1000; }));
}

TEST_CASE("several pages get all blocks, without asking", "[threads]") {
    const auto backend = any_port();
    Aserver server({.channels = 1, .backend = backend});
    server.boot();
    Client pages[] = {web::page(*backend), web::page(*backend)};
    for (Client& page : pages) page.send_frame(message({.kind = web::listen}));
    REQUIRE(eventually([&] { return backend->counts().listeners == 2; }));
    for (Client& page : pages) {
        double next = -1;
        for (int i = 0; i < 20; ++i) {
            const auto [position, samples] = web::next_block(page);
            REQUIRE_FALSE(samples.empty());
            if (next >= 0) CHECK(position == next);
            next = position + static_cast<double>(samples.size());
        }
    }
}

TEST_CASE("the newest stream is the one that is heard", "[threads]") {
    const auto backend = any_port();
    Aserver low({.channels = 1, .backend = backend}), high({.channels = 1, .backend = backend});
    low.boot();
    high.boot();
    low.play(Asig(Eigen::ArrayXXf::Constant(1000, 1, 0.25f)), {.loop = true});
    high.play(Asig(Eigen::ArrayXXf::Constant(1000, 1, 0.5f)), {.loop = true});
    Client client = web::page(*backend);
    client.send_frame(message({.kind = web::listen}));
    const auto hears = [&](float level) {
        return eventually([&] {
            ask(client, 64);
            const auto block = web::next_block(client).second;
            return !block.empty() && block.back() == level;
        });
    };
    CHECK(hears(0.5f));
    high.quit();
    CHECK(hears(0.25f));
}

TEST_CASE("a microphone's blocks are recorded, and its gaps are silence of the same length", "[threads]") {
    const auto backend = any_port();
    Arecorder recorder({.channels = 2, .backend = backend});
    recorder.boot();
    recorder.record();
    Client client = web::page(*backend);
    client.send_frame(ramp(5000, 1000));
    client.send_frame(ramp(6000, 7));
    client.send_frame(ramp(6507, 300)); // 500 frames were lost
    client.send_frame(ramp(6507, 300)); // once more, by mistake
    client.send_frame(ramp(6807, 10));
    REQUIRE(eventually([&] { return recorder.frames() >= 1817; }));
    recorder.stop();
    const Asig take = recorder.recordings().back();
    REQUIRE(take.samples() == 1817);
    Index wrong = 0;
    for (Index f = 0; f < take.samples(); ++f) {
        const bool lost = f >= 1007 && f < 1507;
        for (Index c = 0; c < 2; ++c)
            wrong += take.sig()(f, c) != (lost ? 0.0f : static_cast<float>(5000 + f + 1) / 65536);
    }
    CHECK(wrong == 0);
    CHECK(backend->counts().gaps == 1);
    CHECK(recorder.xruns() == 1);
}

TEST_CASE("another microphone, and a position that can't be, go on by the clock", "[threads]") {
    const auto backend = any_port();
    Arecorder recorder({.channels = 1, .backend = backend});
    recorder.boot();
    recorder.record();
    Client client = web::page(*backend);
    client.send_frame(ramp(0, 100));
    client.send_frame(ramp(1e12, 100));
    client.send_frame(ramp(0, 100, 2));
    REQUIRE(eventually([&] { return recorder.frames() >= 300; }));
    CHECK(recorder.frames() < 44100 * 20);
}

TEST_CASE("one microphone is heard at a time", "[threads]") {
    const auto backend = any_port();
    Arecorder recorder({.channels = 1, .backend = backend});
    recorder.boot();
    recorder.record();
    Client second = web::page(*backend);
    {
        Client first = web::page(*backend);
        first.send_frame(ramp(0, 100));
        REQUIRE(eventually([&] { return recorder.frames() == 100; }));
        second.send_frame(ramp(0, 50, 2));
        CHECK(second.read_frame().first.find("taken") != std::string::npos);
        CHECK(recorder.frames() == 100);
    }
    REQUIRE(eventually([&] { return backend->counts().visitors == 1; }));
    second.send_frame(ramp(50, 50, 2));
    CHECK(eventually([&] { return recorder.frames() >= 150; }));
}

TEST_CASE("determine_backend makes a browser the device", "[threads]") {
    const auto backend = determine_backend({.force_webaudio = true, .port = 0});
    auto& browser = dynamic_cast<WebBackend&>(*backend);
    CHECK(browser.port() > 0);
    CHECK(browser.url().find("http://127.0.0.1:" + std::to_string(browser.port()) + "/#") == 0);
    CHECK(browser.get_default_output_device_info().name == "browser");
    CHECK_THROWS_AS(browser.get_device_info_by_index(1), DeviceError);
}

TEST_CASE("a WebBackend refuses what can't be") {
    CHECK_THROWS_AS(WebBackend({.port = -1}), ArgumentError);
    CHECK_THROWS_AS(WebBackend({.port = 65536}), ArgumentError);
    CHECK_THROWS_AS(WebBackend({.port = 0, .address = "home"}), ArgumentError);
    CHECK_THROWS_AS(WebBackend({.port = 0, .ahead = 511}), ArgumentError);
    const auto backend = any_port();
    CHECK_THROWS_AS(WebBackend({.port = backend->port()}), DeviceError);
    CHECK_THROWS_AS(backend->open({.channels = 33, .output_flag = true}), DeviceError);
    CHECK_THROWS_AS(backend->open({.channels = 3, .input_flag = true}), DeviceError);
    CHECK_THROWS_AS(backend->open({.rate = 192000, .output_flag = true}), DeviceError);
}

TEST_CASE("after terminate() streams are lost and none is opened", "[threads]") {
    const auto backend = any_port();
    Aserver server({.backend = backend});
    server.boot();
    Client client = web::page(*backend);
    backend->terminate();
    CHECK(client.read_frame().second == 8);
    CHECK(eventually([&] { return !server.is_active(); }));
    CHECK_THROWS_AS(backend->open({.output_flag = true}), DeviceError);
    CHECK_FALSE(Client(backend->port()).connected());
}
