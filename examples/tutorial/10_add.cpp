// SPDX-License-Identifier: MIT
/// @file
/// Composing with add(): a hundred short events at random times and pitches become one signal.
#include <pya/pya.hpp>

#include <iostream>
#include <random>

using namespace pya;

int main() {
    const Asig event = Ugen::sine({.freq = 256, .dur = 0.5}).fade_out(0.5, 2);
    Asig mix(2.0, {.label = "mix"});

    std::mt19937 random(3);
    std::normal_distribution<double> rate(6, 1);
    std::uniform_real_distribution<double> onset(0, 1.5);
    for (int i = 0; i < 100; ++i)
        mix.add(event.resample(44100, {.rate = rate(random)}), {.onset = onset(random)});

    mix = mix.norm().plot();
    savefig("10_add.png");
    mix.save("mix.wav");
    std::cout << mix << '\n';
}
