// SPDX-License-Identifier: MIT
/// @file
/// Plays any sound file, with a progress line. Ctrl-C fades out.
///
///     play_file FILE [RATE]
#include <pya/aserver.hpp>
#include <pya/io/audio_file.hpp>

#include <csignal>
#include <cstdio>
#include <cstdlib>

using namespace pya;

namespace {
volatile std::sig_atomic_t interrupted = 0;
}

int main(int argc, char** argv) try {
    if (argc < 2) {
        std::fprintf(stderr, "usage: %s FILE [RATE]\n", argv[0]);
        return 2;
    }
    const double rate = argc > 2 ? std::atof(argv[2]) : 1;
    const auto [samples, sr] = audio_from_file(argv[1]);
    const Asig sound(samples, {.sr = sr});

    Aserver s({.sr = sr});
    s.boot();
    std::signal(SIGINT, [](int) { interrupted = 1; });
    Aserver::Voice voice = s.play(sound, {.rate = rate});
    const double dur = sound.dur() / rate;
    while (voice.is_playing()) {
        s.wait(0.05);
        if (interrupted != 0) voice.stop(300_ms);
        const double t = static_cast<double>(s.now()) / s.sr();
        std::printf("\r%6.1f of %.1f s on %s ", t < dur ? t : dur, dur, s.device().name.c_str());
        std::fflush(stdout);
    }
    s.wait();
    std::printf("\n");
    if (s.xruns() > 0) std::printf("%llu gaps\n", static_cast<unsigned long long>(s.xruns()));
    return 0;
} catch (const Error& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
}
