// SPDX-License-Identifier: MIT
/// @file
/// Selecting: by sample, time, list and mask, and channels by number and name; changing the samples
/// themselves.
#include <pya/pya.hpp>

#include <iostream>
#include <numbers>

using namespace pya;

int main() {
    const Asig sentence("sentence.flac", {.label = "sentence", .cn = {"l", "r"}});
    std::cout << sentence(slice(5000, 57000)) << '\n'
              << sentence(slice(0.5_s, 1.2_s), "r") << '\n'
              << sentence(slice(-1.0_s, none)) << '\n'
              << sentence({3, 30, 300}, {"r", "l"}) << '\n';

    sentence(slice(none, none, -1)).save("reversed.wav");
    std::cout << sentence(slice(0, 40000, 4)) << '\n'; // every fourth sample, at a quarter of the rate

    // write() is an Eigen array of samples x channels, as sig() is, but to write.
    Asig part = sentence(slice(0.5_s, 3_s));
    const Eigen::ArrayXf t = part.get_times().cast<float>();
    part.write().colwise() *= 0.5f + 0.2f * (2 * std::numbers::pi_v<float> * 15 * t).sin();

    // The same as signals, which sounds the same.
    const Asig tremolo =
        0.5 + 0.2 * Ugen::sine({.freq = 15, .n_rows = part.samples(), .channels = part.channels()});
    const Asig same = sentence(slice(0.5_s, 3_s)) * tremolo;
    std::cout << "the difference is below -100 dB: "
              << ((same - part).sig().abs().maxCoeff() < dbamp(-100) ? "yes" : "no") << '\n';
}
