// SPDX-License-Identifier: MIT
// Runs under with_jack.sh, in a process of its own, because it kills the JACK server, and PortAudio can't be
// used afterwards.
#include "support/catch.hpp"
#include "support/eventually.hpp"

#include <pya/arecorder.hpp>
#include <pya/aserver.hpp>
#include <pya/backend/device_info.hpp>
#include <pya/backend/dummy.hpp>
#include <pya/backend/portaudio.hpp>
#include <pya/log.hpp>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <string>
#include <thread>

using namespace pya;

TEST_CASE("the death of the audio server reaches the application and nothing hangs") {
    const char* pid = std::getenv("PYA_JACKD_PID");
    REQUIRE(pid != nullptr);
    set_log_handler({});
    const auto backend = std::make_shared<PortAudioBackend>();
    Aserver s({.sr = 44100, .channels = 2, .backend = backend});
    Arecorder r({.sr = 44100, .channels = 2, .backend = backend});
    s.boot();
    r.boot();
    r.record();
    Aserver::Voice v = s.play(Asig(Eigen::ArrayXXf::Ones(44100, 2)), {.loop = true});
    REQUIRE(eventually([&] { return s.now() > 4410 && r.frames() > 4410; }));

    REQUIRE(kill(std::stoi(pid), SIGKILL) == 0);
    CHECK_THROWS_AS(s.wait(), DeviceError);
    CHECK_THROWS_AS(s.play(Asig(100)), DeviceError);
    CHECK(eventually([&] { return !r.is_active(); }));
    CHECK_THROWS_AS(r.stop(), DeviceError);
    CHECK(r.recordings().back().samples() > 4410);

    const Index now = s.now();
    CHECK(eventually([&] { return s.now() > now + 4410; }));
    CHECK(v.is_playing());
    CHECK_FALSE(s.is_active());

    CHECK_THROWS_AS(s.boot(), DeviceError);
    const auto dummy = std::make_shared<DummyBackend>();
    s.set_backend(dummy);
    s.boot();
    CHECK(s.is_active());
    CHECK(v.is_playing());
    v.stop();
    s.wait();
    CHECK((dummy->samples_out().sig().col(0).head(100) != 0).any());
    r.quit();
    s.quit();

    int told = 0;
    set_log_handler([&](std::string_view) { ++told; });
    for (int i = 0; i < 3; ++i) CHECK(dynamic_cast<DummyBackend*>(determine_backend().get()) != nullptr);
    CHECK(told == 1);
    set_log_handler({});
    startup();
    Asig(100).play({.block = true});
    shutdown();
}
