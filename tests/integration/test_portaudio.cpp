// SPDX-License-Identifier: MIT
// Runs under with_jack.sh. The device "loopback" records what is played on it.
#include "support/catch.hpp"

#include <pya/arecorder.hpp>
#include <pya/aserver.hpp>
#include <pya/backend/device_info.hpp>
#include <pya/backend/portaudio.hpp>

#include <chrono>
#include <thread>

using namespace pya;

namespace {

constexpr int sr = 44100;

// Every sample differs from all others, and channel 1 is the negative of channel 0.
Asig staircase(Index n) {
    Eigen::ArrayXXf x(n, 2);
    x.col(0) = Eigen::ArrayXf::LinSpaced(n, 1, static_cast<float>(n)) / static_cast<float>(1 << 20);
    x.col(1) = -x.col(0);
    return Asig(x, {.sr = sr});
}

int loopback(Backend& backend) {
    for (int i = 0; i < backend.get_device_count(); ++i)
        if (backend.get_device_info_by_index(i).name.rfind("loopback", 0) == 0) return i;
    FAIL("there is no loopback device");
    return -1;
}

// Plays a score through the loopback and returns what was heard from its first frame on.
Asig play_and_record(const std::shared_ptr<Backend>& backend, Index bs, const Ascore& score) {
    const int device = loopback(*backend);
    Aserver s({.sr = sr, .bs = bs, .device = device, .channels = 2, .backend = backend});
    Arecorder r({.sr = sr, .bs = bs, .device = device, .channels = 2, .backend = backend});
    s.boot();
    r.boot();
    r.record();
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    s.play(score);
    s.wait();
    std::this_thread::sleep_for(std::chrono::milliseconds(200)); // two periods, also on a busy machine
    r.stop();
    CHECK(r.overruns() == 0);
    CHECK(s.late() == 0);
    const Asig take = r.recordings().back();
    Index first = 0;
    while (first < take.samples() && take.storage().channel(0)[first] == 0) ++first;
    return take(slice(first, slice::end));
}

} // namespace

TEST_CASE("the device of the JACK server is listed with its host API") {
    const auto backend = determine_backend();
    const auto* portaudio = dynamic_cast<PortAudioBackend*>(backend.get());
    REQUIRE(portaudio != nullptr);
    const DeviceInfo info = backend->get_device_info_by_index(loopback(*backend));
    CHECK(info.name == "loopback, JACK Audio Connection Kit");
    CHECK(info.hostApi == "JACK Audio Connection Kit");
    CHECK(info.maxInputChannels == 2);
    CHECK(info.maxOutputChannels == 2);
    CHECK(info.defaultSampleRate == sr);
    CHECK(backend->get_default_output_device_info().maxOutputChannels > 0);
    CHECK(backend->get_default_input_device_info().maxInputChannels > 0);
    CHECK(find_device(1, 1, backend).size() >= 1);
    CHECK_THROWS_AS(backend->get_device_info_by_index(1000), DeviceError);
    CHECK_THROWS_AS(backend->get_device_info_by_index(-1), DeviceError);
}

TEST_CASE("what is played on the loopback is recorded sample by sample without a gap") {
    const Index bs = GENERATE(64, 256, 1024);
    const Asig sig = staircase(2 * sr);
    const Asig heard = play_and_record(std::make_shared<PortAudioBackend>(), bs, {{.sig = sig}});
    REQUIRE(heard.samples() > sig.samples());
    CHECK((heard.sig().topRows(sig.samples()) == sig.sig()).all());
    CHECK((heard.sig().bottomRows(heard.samples() - sig.samples()) == 0).all());
}

TEST_CASE("a score is heard as it renders offline") {
    Ascore score;
    for (Index i = 0; i < 100; ++i)
        score.push_back({.sig = staircase(1000 + 37 * i),
                         .onset = 441 * i,
                         .gain = 0.1 + 0.001 * static_cast<double>(i)});
    const Asig expected = render(score, {.sr = sr});
    const Asig heard = play_and_record(std::make_shared<PortAudioBackend>(), 256, score);
    REQUIRE(heard.samples() > expected.samples());
    CHECK((heard.sig().topRows(expected.samples()) == expected.sig()).all());
}

TEST_CASE("a 16 bit device is heard to its precision and saturates") {
    const auto backend = std::make_shared<PortAudioBackend>(PortAudioOptions{.dtype = "int16"});
    Asig sig = staircase(sr) * 30;
    sig.write().row(0) = 0.5f; // marks the beginning, which would otherwise be rounded to 0
    const Asig heard = play_and_record(backend, 256, {{.sig = sig}});
    REQUIRE(heard.samples() > sig.samples());
    const auto expected = sig.sig().max(-1.0f).min(1.0f);
    // PortAudio itself rounds twice on the way, towards zero.
    CHECK((heard.sig().topRows(sig.samples()) - expected).abs().maxCoeff() < 3.0f / 32767);
    CHECK(heard.sig().maxCoeff() == Approx(1).margin(1e-4));
}

TEST_CASE("what the device can't do is a device error") {
    const auto backend = std::make_shared<PortAudioBackend>();
    const int device = loopback(*backend);
    CHECK_THROWS_AS(Aserver({.sr = sr, .device = device, .channels = 3, .backend = backend}).boot(),
                    DeviceError);
    CHECK_THROWS_AS(Aserver({.sr = 8000, .device = device, .channels = 2, .backend = backend}).boot(),
                    DeviceError);
    Aserver s({.sr = sr, .device = device, .channels = 2, .backend = backend});
    s.boot();
    staircase(100).play({.block = true, .server = &s});
    CHECK(s.is_active());
    backend->terminate();
    CHECK_THROWS_AS(backend->get_device_count(), DeviceError);
}
