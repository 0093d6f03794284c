// SPDX-License-Identifier: MIT
/// @file
/// Plays and records in a browser: open the address that it prints, click, and sing along. It ends when ten
/// seconds from the microphone are in the file, or when nobody has come for the given number of SECONDS.
///
///     browser [FILE] [PORT] [SECONDS]
#include <pya/arecorder.hpp>
#include <pya/aserver.hpp>
#include <pya/backend/device_info.hpp>
#include <pya/mapping.hpp>
#include <pya/ugen.hpp>

#include <cstdio>
#include <cstdlib>

using namespace pya;

int main(int argc, char** argv) try {
    const std::string file = argc > 1 ? argv[1] : "browser.wav";
    const int port = argc > 2 ? std::atoi(argv[2]) : 8765;
    const double patience = argc > 3 ? std::atof(argv[3]) : 3600;

    const auto browser =
        determine_backend({.force_webaudio = true, .port = port}); // prints the address to open
    Aserver s({.channels = 2, .backend = browser});
    Arecorder r({.channels = 1, .backend = browser});
    s.boot();
    r.boot();
    r.record({.file = file});

    for (int i = 0; s.now() < patience * s.sr() && r.frames() < 10 * r.sr(); ++i) {
        const double pitch = midicps(57 + 3 * (i % 5));
        s.play(
            Ugen::sine({.freq = pitch, .amp = 0.2, .dur = 1.0}).fade_in(0.02).fade_out(0.8).pan2(i % 3 - 1));
        s.wait(0.5);
    }
    r.stop();
    std::printf("%s has the microphone's %.1f s\n", file.c_str(),
                static_cast<double>(Asig(file).samples()) / r.sr());
} catch (const Error& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
}
