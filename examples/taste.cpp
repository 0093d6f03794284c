// SPDX-License-Identifier: MIT
/// @file
/// The first program of the README: load a word, cut it, mix it with a tone, filter and save it, and look
/// into it. It reads word.wav from the folder it runs in, a recording of one channel.
#include <iostream>
#include <pya/pya.hpp>
using namespace pya;

int main() {
    Asig word("word.wav");
    Asig part = word(slice(0.2_s, 1.5_s)).fade_in(0.1).fade_out(0.4).norm(-6_dB);
    Asig tone = Ugen::sine({.freq = 220, .amp = 0.2, .dur = 1.0, .sr = word.sr()});
    Asig mix = tone.x() + part;
    mix.x(slice(1.2_s, none)) = 0.5 * part;
    Asig band = mix.iirfilter({300, 3000}).envelope({0, 1, 0}, {0, 0.05, 1});
    band.save("band.wav");
    std::cout << band << ' ' << band.to_spec().magnitude().maxCoeff() << '\n';
    std::cout << word.find_events({.sil_thr = -35}).select_event(0) << '\n';
}
