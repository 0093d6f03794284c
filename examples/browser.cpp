// SPDX-License-Identifier: MIT
/// @file
/// Played and recorded in a browser: open the address that it says, click, and sing along. Ends when ten
/// seconds of the microphone are in the file, or by itself when nobody came for as many SECONDS as are given.
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
        determine_backend({.force_webaudio = true, .port = port}); // says the address to open
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
