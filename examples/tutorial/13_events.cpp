// SPDX-License-Identifier: MIT
/// @file
/// Events: the stretches of a recording that are louder than a threshold, one by one.
#include <pya/pya.hpp>

#include <cstdio>
#include <iostream>

using namespace pya;

int main() {
    const Asig mono = Asig("sentence.flac", {.label = "sentence"}).mono();
    const Asig found = mono.find_events({.sil_thr = -40, .sil_min_dur = 0.15, .sil_pad = {1_ms, 50_ms}});
    found.plot_events();
    savefig("13_events.png");

    for (const dsp::Event& event : found.events()) std::printf("%6td to %6td\n", event.begin, event.end);

    std::cout << found.select_event(1).norm(-6_dB).save("second.wav") << '\n'
              << found.select_event(2.0_s) << '\n' // the one that begins nearest to 2 s
              << found.select_event(-1) << '\n';
}
