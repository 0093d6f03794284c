// SPDX-License-Identifier: MIT
/// @file
/// A script to be edited while it plays: `pya-run --live live.cpp`. Plays for as many SECONDS as are given,
/// or without end.
///
///     live [SECONDS]
#include <pya/pya.hpp>

#include <cstdlib>

using namespace pya;

int main(int argc, char** argv) {
    const double seconds = argc > 1 ? std::atof(argv[1]) : 1e9;
    Aserver s;
    s.boot();

    const Asig tone = Ugen::sine({.freq = midicps(57), .amp = 0.3, .dur = 0.8}).fade_out(0.7);
    show(tone, "the first note");
    const gen::Param pause(0.4, {.least = 0.1, .largest = 1});
    show(pause, "Pause", {.unit = "s"});
    for (int note = 0; s.now() < seconds * s.sr(); ++note) {
        s.play(tone, {.rate = midicps(57 + 5 * (note % 4)) / midicps(57), .gain = note % 3 == 0 ? 1.0 : 0.5});
        s.wait(pause.get());
    }
}
