// SPDX-License-Identifier: MIT
/// @file
/// An instrument in 40 lines that is played in a browser: its parameters are sliders on the page whose
/// address it prints. It ends after the given number of SECONDS.
///
///     sliders [PORT] [SECONDS]
#include <pya/pya.hpp>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <memory>

using namespace pya;

int main(int argc, char** argv) try {
    const auto page = std::make_shared<WebBackend>(WebOptions{.port = argc > 1 ? std::atoi(argv[1]) : 8765});
    Aserver s({.channels = 2, .backend = page});
    s.boot();

    const gen::Param pitch("A2"_midi, {.least = "E1"_midi, .largest = "E5"_midi, .smooth = 60_ms});
    const gen::Param speed(3, {.least = 0.2, .largest = 20});
    const gen::Param brightness(800, {.least = 100, .largest = 8000});
    const gen::Param wobble(0.3, {.least = 0, .largest = 1});
    const gen::Param echo(0.4, {.least = 0, .largest = 0.9});
    const gen::Param level(-12, {.least = -60, .largest = 0});
    page->put(pitch, "Pitch", {.unit = "(MIDI)", .step = 1});
    page->put(speed, "Speed", {.unit = "Hz", .log = true});
    page->put(brightness, "Brightness", {.unit = "Hz", .log = true});
    page->put(wobble, "Wobble");
    page->put(echo, "Echo");
    page->put(level, "Level", {.unit = "dB"});

    const Agen freq = pitch.apply([](double note) { return midicps(note); });
    const Agen saws = gen::saw(freq, {.band_limited = true}) + gen::saw(1.006 * freq, {.band_limited = true});
    const Agen sweep = (wobble * gen::sine(speed)).apply([](double up) { return std::exp2(2 * up); });
    const Agen tone = gen::lowpass(saws, brightness * sweep, 3);
    const Agen echoes = gen::delay(tone, 0.31, {.feedback = echo});
    const Agen gain = level.apply([](double db) { return dbamp(db); });
    s.play(gain * (gen::pan2(tone, -0.3) + gen::pan2(echo * echoes, 0.5)));
    s.wait(argc > 2 ? std::atof(argv[2]) : 3600);
} catch (const Error& error) {
    std::fprintf(stderr, "sliders: %s\n", error.what());
    return 1;
}
