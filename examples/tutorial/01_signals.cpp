// SPDX-License-Identifier: MIT
/// @file
/// Signals that are made from a file, of silence, from numbers and by generators, and what they tell about
/// themselves.
#include <pya/pya.hpp>

#include <iostream>

using namespace pya;

int main() {
    Asig sentence("sentence.flac", {.label = "sentence"});
    std::cout << sentence << '\n';

    Asig hush(44100);                              // a whole number is a number of samples
    Asig pause(2.0, {.sr = 22050, .channels = 4}); // a number with a point is a number of seconds
    std::cout << hush << '\n' << pause << '\n';

    Asig data(Eigen::ArrayXXf::Random(1000, 2), {.sr = 250, .label = "eeg", .cn = {"c3", "c4"}});
    Asig list({0.f, 0.5f, 1.f}, {.sr = 8});
    std::cout << data << '\n' << list << '\n';

    Asig tone = Ugen::sine({.freq = 200, .dur = 0.5, .sr = 1000, .channels = 4});
    Asig hiss = Ugen::noise({.type = Noise::pink, .amp = 0.5, .dur = 2.0, .seed = 7});
    std::cout << tone << '\n' << hiss << '\n';

    std::cout << data.samples() << " samples, " << data.channels() << " channels, " << data.sr() << " Hz, "
              << data.dur() << " s, names " << data.cn()[0] << ' ' << data.cn()[1] << ", label "
              << data.label() << "; " << list.sig()(1, 0) << '\n';

    sentence.mono()(slice(0_s, 2_s)).save("word.wav"); // .flac, .mp3, .aiff and others by their names
}
