// SPDX-License-Identifier: MIT
/// @file
/// Fades and envelopes, applied to noise.
#include <pya/pya.hpp>

using namespace pya;

int main() {
    const Asig noise = Ugen::noise({.dur = 1.0, .seed = 1});

    plot::subplot(2, 2, 1);
    noise.fade_in(0.4).fade_out(0.4).set_label("fades").plot();
    plot::subplot(2, 2, 2);
    noise.fade_out(0.95, 8).set_label("a snare drum").plot().save("snare.wav");
    plot::subplot(2, 2, 3);
    noise.envelope({0, 1, 0.3, 0.6, 0}).set_label("five gains, evenly spread").plot();
    plot::subplot(2, 2, 4);
    noise.adsr({.att = 0.05, .dec = 0.15, .sus = 0.5, .rel = 0.4, .curve = 2}).set_label("adsr").plot();
    savefig("07_envelopes.png");

    noise.envelope({0, 1, 0.5, 0.5, 0}, {0, 0.05, 0.2, 0.6, 1}).save("times.wav");
}
