// SPDX-License-Identifier: MIT
// Eight threads call everything that a server and a recorder have, at random. Each makes 150 rounds; for a
// minute or more, run the case by hand with PYA_TEST_ROUNDS=60000.
#include "support/catch.hpp"
#include "support/quiet.hpp"

#include <pya/arecorder.hpp>
#include <pya/aserver.hpp>
#include <pya/backend/dummy.hpp>
#include <pya/log.hpp>

#include <atomic>
#include <cstdlib>
#include <exception>
#include <functional>
#include <random>
#include <sstream>
#include <thread>

#include <unistd.h>

using namespace pya;

namespace {

constexpr int threads = 8;

int rounds() {
    const char* wanted = std::getenv("PYA_TEST_ROUNDS");
    return wanted != nullptr ? std::atoi(wanted) : 150;
}

using Calls = std::vector<std::function<void()>>;

// Each thread makes the calls in an order of its own. What is refused is refused by an Error. Returns what
// was thrown otherwise.
std::vector<std::string> call_at_once(const Calls& calls) {
    std::vector<std::string> thrown(threads);
    std::vector<std::thread> callers;
    for (int t = 0; t < threads; ++t)
        callers.emplace_back([&, t] {
            std::mt19937 random(static_cast<unsigned>(t));
            for (int i = 0; i < rounds(); ++i) {
                try {
                    calls[random() % calls.size()]();
                } catch (const Error&) {
                    // Not running, no device, a take in a file: as things stand at that moment.
                } catch (const std::exception& error) {
                    thrown[static_cast<std::size_t>(t)] = error.what();
                }
            }
        });
    for (std::thread& caller : callers) caller.join();
    std::erase(thrown, "");
    return thrown;
}

std::shared_ptr<DummyBackend> two_devices() {
    return std::make_shared<DummyBackend>(
        DummyOptions{.devices = {{.name = "a", .maxInputChannels = 2, .maxOutputChannels = 2},
                                 {.name = "b", .maxInputChannels = 2, .maxOutputChannels = 2}},
                     .capture = 0.0});
}

const Asig shot(Eigen::ArrayXXf::Constant(480, 1, 0.01f), {.sr = 48000});

} // namespace

TEST_CASE("eight threads call everything of one server", "[threads]") {
    const Quiet quiet;
    const auto backend = two_devices();
    Aserver s({.sr = 48000, .bs = 64, .backend = backend, .capacity = 4096});
    const Calls calls{
        [&] { s.boot(); },
        [&] { s.boot(); },
        [&] { s.quit(); },
        [&] { s.play(shot); },
        [&] { s.play(shot, {.onset = 0.01, .loop = true}); },
        [&] {
            s.play(Ascore{{.sig = shot}, {.sig = shot, .onset = 100}});
        },
        [&] { shot.play({.rate = 2, .block = true, .server = &s}); },
        [&] {
            Aserver::Voice v = s.play(shot, {.at = 0.5});
            v.set_gain(0.5);
            v.stop();
            v.is_playing();
            v.wait();
        },
        [&] { s.stop(); },
        [&] { s.wait(0.002); },
        [&] { s.set_gain(0.25); },
        [&] { s.set_insert([](SigMap block) { block *= 0.5f; }); },
        [&] { s.set_insert({}); },
        [&] { s.set_insert([n = 0](SigMap) mutable { n++ > 0 ? throw 1 : void(); }); },
        [&] { s.set_device(1); },
        [&] { s.set_device(0, false); },
        [&] { s.set_backend(backend); },
        [&] { s.set_channels(2); },
        [&] { backend->lose_device(); },
        [&] { s.get_devices(); },
        [&] {
            std::ostringstream text;
            text << s << s.sr() << s.bs() << s.channels() << s.device().name << s.gain() << s.is_active()
                 << s.now() << s.active_voices() << s.xruns() << s.late() << s.overs() << s.cpu_load()
                 << s.longest_callback() << s.backend().get();
        },
    };
    CHECK(call_at_once(calls).empty());
    s.quit();
    s.boot();
    CHECK(s.is_active());
    CHECK(s.active_voices() == 0);
}

TEST_CASE("eight threads share a default server that comes and goes", "[threads]") {
    const Quiet quiet;
    const AserverOptions options{.sr = 48000, .bs = 64, .backend = two_devices(), .capacity = 4096};
    const Calls calls{
        [&] { startup(options); },
        [&] { startup(options)->play(shot); },
        [&] { shutdown(); },
        [&] { shot.play(); },
        [&] { shot.play({.block = true}); },
        [&] {
            if (const auto s = Aserver::default_server()) s->wait(0.001);
        },
        [&] { Aserver::set_default_server(std::make_shared<Aserver>(options)); },
        [&] { Aserver::set_default_server(nullptr); },
    };
    CHECK(call_at_once(calls).empty());
    Aserver::set_default_server(nullptr);
    CHECK(Aserver::default_server() == nullptr);
}

TEST_CASE("eight threads call everything of one recorder", "[threads]") {
    const Quiet quiet;
    const auto backend = two_devices();
    const std::string file = "/tmp/pya_threads_" + std::to_string(::getpid()) + ".wav";
    Arecorder r({.sr = 48000, .bs = 64, .backend = backend});
    const Calls calls{
        [&] { r.boot(); },
        [&] { r.boot(); },
        [&] { r.quit(); },
        [&] { r.record(); },
        [&] { r.record({.file = file}); },
        [&] { r.pause(); },
        [&] { r.stop(); },
        [&] { r.drop(); },
        [&] {
            r.set_tracks({1, 0, 1}, {0, -6, -12});
        },
        [&] { r.reset(); },
        [&] { r.set_device(1); },
        [&] { r.set_channels(2); },
        [&] { backend->lose_device(); },
        [&] { r.clear_recordings(); },
        [&] {
            std::ostringstream text;
            text << r << r.sr() << r.bs() << r.channels() << r.device().name << r.is_active()
                 << r.is_recording() << r.frames() << r.overruns() << r.xruns() << r.levels().size()
                 << r.recordings().size();
        },
    };
    CHECK(call_at_once(calls).empty());
    ::unlink(file.c_str());
    try {
        r.quit();
    } catch (const Error&) {
        // whatever take there was
    }
    r.boot();
    r.record();
    while (r.frames() < 480) std::this_thread::yield();
    r.stop();
    CHECK(r.recordings().back().samples() >= 480);
}
