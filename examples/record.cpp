// SPDX-License-Identifier: MIT
/// @file
/// Records into a WAV file of any length, with a level meter. Ctrl-C ends it.
///
///     record FILE.wav [SECONDS]
#include <pya/arecorder.hpp>
#include <pya/mapping.hpp>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <thread>

using namespace pya;

namespace {
volatile std::sig_atomic_t interrupted = 0;
}

int main(int argc, char** argv) try {
    if (argc < 2) {
        std::fprintf(stderr, "usage: %s FILE.wav [SECONDS]\n", argv[0]);
        return 2;
    }
    const double seconds = argc > 2 ? std::atof(argv[2]) : 5;
    Arecorder r({.sr = 48000});
    r.boot();
    std::signal(SIGINT, [](int) { interrupted = 1; });
    r.record({.file = argv[1]});
    while (interrupted == 0 && r.is_active() && static_cast<double>(r.frames()) < seconds * r.sr()) {
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
        const std::vector<double> levels = r.levels();
        const double peak = *std::max_element(levels.begin(), levels.end());
        std::printf("\r%6.1f s  %7.1f dB ", static_cast<double>(r.frames()) / r.sr(),
                    ampdb(std::max(peak, 1e-6)));
        std::fflush(stdout);
    }
    std::printf("\n");
    r.stop();
    if (r.overruns() > 0) std::printf("%llu frames lost\n", static_cast<unsigned long long>(r.overruns()));
    return 0;
} catch (const Error& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
}
