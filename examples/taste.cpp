// SPDX-License-Identifier: MIT
/// @file
/// The first program of the README: load a recording, cut a word out, mix it with a tone, filter and save the
/// mix, and measure it. Run it in the folder of the project, where the recording is.
#include <iostream>
#include <pya/pya.hpp>
using namespace pya;

int main() {
    Asig speech = Asig("examples/data/sentence.flac").mono();
    Asig word = speech(slice(0.2_s, 0.8_s)).fade_in(0.1).fade_out(0.2).norm(-6_dB);
    Asig tone = Ugen::sine({.freq = 220, .amp = 0.2, .dur = 0.5, .sr = speech.sr()});
    Asig mix = tone.x() + word;
    mix.x(slice(0.5_s, none)) = 0.5 * word;
    Asig band = mix.iirfilter({300, 3000}).envelope({0, 1, 0}, {0, 0.05, 1});
    band.save("band.wav");
    std::cout << band << ' ' << band.to_spec().magnitude().maxCoeff() << '\n';
    std::cout << speech.find_events({.sil_thr = -35}).select_event(0) << '\n';
}
