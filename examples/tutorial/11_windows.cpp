// SPDX-License-Identifier: MIT
/// @file
/// Windows over a whole signal, and grains under windows: time stretched without a change of pitch.
#include <pya/pya.hpp>

#include <iostream>

using namespace pya;

int main() {
    const Asig noise = Ugen::noise({.dur = 1.0, .seed = 1});
    plot::subplot(2, 1, 1);
    noise.window("hann").set_label("hann").plot();
    plot::subplot(2, 1, 2);
    noise.window("gaussian", 5000).gain(-6_dB).set_label("gaussian, 5000 samples").plot();
    savefig("11_windows.png");

    const Asig mono = Asig("sentence.flac").mono();
    const OverlapAddOptions grains{
        .nperseg = 1024, .stride_in = 256, .stride_out = 512, .jitter_in = 200, .win = "hann"};
    std::cout << mono << '\n' << mono.overlap_add(grains).norm(-3_dB).save("stretched.wav") << '\n';
}
