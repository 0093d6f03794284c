// SPDX-License-Identifier: MIT
// Forks while the default server plays, another server and a recorder run, and a page is served. The child
// finds all of it refused at once, makes a server of its own, and ends, by exit() and its destructors; the
// parent goes on. That both end, and with status 0, is the test.
#include <pya/pya.hpp>

#include <pya/backend/dummy.hpp>
#include <pya/backend/web.hpp>
#include <pya/io/audio_writer.hpp>

#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <thread>

#include <sys/wait.h>
#include <unistd.h>

using namespace pya;

namespace {

const Asig tone = Ugen::sine({.dur = 0.1});
int failures = 0;

void expect(bool held, const char* what) {
    if (held) return;
    std::fprintf(stderr, "program_fork: %s\n", what);
    ++failures;
}

template <class F>
void refused(F&& f, const char* what) {
    try {
        f();
    } catch (const DeviceError& error) {
        expect(std::string(error.what()).find("fork()") != std::string::npos, error.what());
        return;
    }
    expect(false, what);
}

std::shared_ptr<DummyBackend> dummy() { return std::make_shared<DummyBackend>(); }

std::shared_ptr<Backend> page() {
    try {
        return std::make_shared<WebBackend>(WebOptions{.port = 0});
    } catch (const DeviceError&) {
        return nullptr; // built without
    }
}

void act_as_child(Aserver& s, Arecorder& r, DummyBackend& backend, Aserver::Voice& voice) {
    refused([&] { s.play(tone); }, "play");
    refused([&] { s.play(Ascore{{.sig = tone}}); }, "play of a score");
    refused([&] { s.wait(); }, "wait");
    refused([&] { s.boot(); }, "boot");
    refused([&] { s.stop(); }, "stop");
    refused([&] { s.set_gain(1); }, "set_gain");
    refused([&] { s.set_insert({}); }, "set_insert");
    refused([&] { s.set_device(0); }, "set_device");
    refused([&] { s.set_channels(1); }, "set_channels");
    refused([&] { s.set_backend(dummy()); }, "set_backend");
    refused([&] { s.repr(); }, "repr");
    refused([&] { r.boot(); }, "the recorder's boot");
    refused([&] { r.record(); }, "record");
    refused([&] { r.stop(); }, "the recorder's stop");
    refused([&] { r.recordings(); }, "recordings");
    refused([&] { r.levels(); }, "levels");
    refused([&] { backend.samples_out(); }, "samples_out");
    expect(!s.is_active() && !r.is_active() && !r.is_recording(), "something is active in the child");
    expect(s.now() == 0 && s.active_voices() == 0, "something sounds in the child");
    voice.stop();
    voice.set_gain(1);
    voice.wait();
    expect(!voice.is_playing(), "a voice plays in the child");
    s.quit();
    r.quit();

    expect(Aserver::default_server() == nullptr, "the default server is the parent's");
    startup({.backend = dummy()});
    tone.play({.block = true});
}

} // namespace

int main(int argc, char** argv) {
    const std::string file = "/tmp/pya_program_fork_" + std::to_string(getpid());
    static const std::shared_ptr<Backend> web = page();
    static Arecorder r({.channels = 2, .backend = dummy()});
    r.boot().record({.file = file + ".wav"});
    const auto backend = dummy();
    static std::optional<Aserver> s;
    s.emplace(AserverOptions{.backend = backend});
    s->boot();
    Aserver::Voice voice = s->play(tone, {.loop = true});
    startup({.backend = dummy()});
    tone.play({.loop = true});
    auto writer = std::make_unique<AudioWriter>(file + ".flac", 44100, 1);
    while (s->now() == 0 || r.frames() == 0) std::this_thread::yield();

    const pid_t child = fork();
    if (child == 0) {
        alarm(60);
        act_as_child(*s, r, *backend, voice);
        writer.reset();
        const std::string how = argc > 1 ? argv[1] : "";
        if (how == "destroy") s.reset();
        if (how == "shutdown") shutdown();
        std::exit(failures);
    }
    int status = -1;
    waitpid(child, &status, 0);
    expect(WIFEXITED(status) && WEXITSTATUS(status) == 0, "the child did not end well");

    const Index frames = r.frames(), now = s->now();
    while (s->now() <= now || r.frames() <= frames) std::this_thread::yield();
    expect(voice.is_playing() && Aserver::default_server()->is_active(), "the parent's voices are over");
    r.stop();
    expect(audio_from_file(file + ".wav").sig.rows() > frames, "the parent's take is not whole");
    writer->write(tone.sig());
    writer->commit();
    expect(audio_from_file(file + ".flac").sig.rows() == tone.samples(), "the parent's file is not whole");
    unlink((file + ".wav").c_str());
    unlink((file + ".flac").c_str());
    return failures;
}
