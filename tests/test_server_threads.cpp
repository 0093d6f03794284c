// SPDX-License-Identifier: MIT
// Eight threads call everything that a server and a recorder have, at random. Each makes 150 rounds; for a
// minute or more, run the case by hand with PYA_TEST_ROUNDS=60000.
#include "support/catch.hpp"
#include "support/quiet.hpp"

#include <pya/agen.hpp>
#include <pya/arecorder.hpp>
#include <pya/aserver.hpp>
#include <pya/backend/dummy.hpp>
#include <pya/dsp/effect.hpp>
#include <pya/log.hpp>

#include <atomic>
#include <cstdlib>
#include <exception>
#include <functional>
#include <memory>
#include <random>
#include <sstream>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

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

// While it lives, whoever logs a warning calls one of these, on the thread that it logs from.
class Meddling {
public:
    explicit Meddling(const Calls& calls)
        : before_(
              set_log_handler([calls, turn = std::make_shared<std::atomic<unsigned>>()](std::string_view) {
                  thread_local bool inside = false; // the calls log warnings, too
                  if (std::exchange(inside, true)) return;
                  try {
                      calls[++*turn % calls.size()]();
                  } catch (const Error&) {
                      // As in call_at_once().
                  }
                  inside = false;
              })) {}
    ~Meddling() { set_log_handler(before_); }
    Meddling(const Meddling&) = delete;
    Meddling& operator=(const Meddling&) = delete;

private:
    LogHandler before_;
};

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

TEST_CASE("eight threads turn the knobs of generators and effects that play", "[threads]") {
    const Quiet quiet;
    const auto backend = two_devices();
    Aserver s({.sr = 48000, .bs = 64, .backend = backend, .capacity = 4096});
    gen::Param cutoff(800, {.least = 50, .largest = 8000}), level(0.01, {.smooth = 0});
    const Agen tone = gen::lowpass(gen::saw(110), cutoff) * level;
    dsp::Delay echo(48000, 1, {.time = 0.005, .longest = 0.02});
    dsp::Chain room{dsp::Compressor(48000, 2), dsp::Reverb(48000, 2)};
    const Agen echoing = gen::through(tone.lasting(0.01), echo, 0.01);
    std::atomic<int> turn = 0;
    const auto turned = [&] { return (turn++ % 100) / 100.; };
    const Calls calls{
        [&] { s.boot(); },
        [&] { s.boot(); },
        [&] { s.quit(); },
        [&] { s.play(tone.lasting(0.02)); },
        [&] { s.play(tone.lasting(0.02), {.onset = 0.01, .insert = echo, .tail = 0.01}); },
        [&] { s.play(tone).stop(0.01); },
        [&] { s.play(echoing, {.loop = true}); },
        [&] { s.play(gen::grains(shot, {.rate = 1 + level})).set_gain(0.5); },
        [&] { s.play(shot, {.insert = echo, .tail = 0.01}); },
        [&] {
            s.play(Ascore{{.sig = shot}, {.sig = shot, .insert = echo}});
        },
        [&] { tone.play({.server = &s}); },
        [&] { cutoff.set(50 + 7950 * turned()); },
        [&] { level.set(level.get() > 0.02 ? 0 : level.get() + 0.001); },
        [&] { echo.mix.set(turned()); },
        [&] { echo.time.set(0.001 + 0.019 * turned()); },
        [&] { echo.feedback.set(turned() - 0.5); },
        [&] { room.at<1>().mix.set(turned()); },
        [&] { room.at<1>().t60.set(0.1 + turned()); },
        [&] { room.at<0>().threshold.set(Decibels(-60 * turned())); },
        [&] { s.set_insert(room); },
        [&] { s.set_insert({}); },
        [&] { s.stop(); },
        [&] { s.wait(0.002); },
        [&] { echoing.render(); },
        [&] { shot.through(echo); },
    };
    CHECK(call_at_once(calls).empty());
    s.quit();
    CHECK(cutoff.get() >= 50);
    CHECK(echo.mix.get() <= 1);
}

TEST_CASE("eight threads have a log handler that calls the server", "[threads]") {
    const auto backend = two_devices();
    const AserverOptions options{.sr = 48000, .bs = 64, .backend = backend, .capacity = 64};
    const auto s = std::make_shared<Aserver>(options); // a thread that logs may outlive its server
    const auto told = std::make_shared<std::atomic<int>>();
    const Calls answers{
        [told] { ++*told; },
        [s] { s->boot(); },
        [s] { s->quit(); },
        [s] { s->stop(); },
        [s] { s->play(shot, {.block = true}); },
        [s] { s->set_device(1); },
        [s] { s->set_insert({}); },
        [s] { s->wait(0.002); },
        [options] { startup(options); },
        [] { shutdown(); },
    };
    const auto failing = [n = 0](SigMap) mutable { n++ > 0 ? throw 1 : void(); };
    {
        const Meddling meddling(answers);
        const Calls calls{
            [&] { s->boot(); },
            [&] { s->boot(); },
            [&] { s->quit(); },
            [&] { s->play(shot, {.loop = true}); },
            [&] { s->play(shot).wait(); },
            [&] { s->set_insert(failing); },
            [&] { s->play(shot, {.insert = failing}); },
            [&] { backend->lose_device(); },
            [&] { shutdown(); },
            [&] { s->wait(0.002); },
            [&] { log_warning("a warning"); },
        };
        CHECK(call_at_once(calls).empty());
        s->quit();
        Aserver::set_default_server(nullptr);
    }
    CHECK(*told > 0);
    s->boot();
    CHECK(s->is_active());
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
    const auto backend = two_devices();
    const std::string file = "/tmp/pya_threads_" + std::to_string(::getpid()) + ".wav", other = file + "2";
    Arecorder r({.sr = 48000, .bs = 64, .backend = backend});
    const Calls calls{
        [&] { r.boot(); },
        [&] { r.boot(); },
        [&] { r.quit(); },
        [&] { r.record(); },
        [&] { r.record({.file = file}); },
        [&] { r.record({.file = other}); },
        [&] { Asig(file).peak(); },
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
    {
        const Meddling meddling({[] {}, [&] { r.stop(); }, [&] { r.quit(); }, [&] { r.record(); }});
        CHECK(call_at_once(calls).empty());
    }
    const Quiet quiet;
    for (const std::string& path : {file, other}) ::unlink(path.c_str());
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
