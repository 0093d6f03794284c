// SPDX-License-Identifier: MIT
/// @file
/// The short-time transform: a hole is cut into it, and the rest becomes a sound again.
#include <pya/pya.hpp>

#include <cstdio>
#include <iostream>

using namespace pya;

int main() {
    const Asig a = Asig("sentence.flac").mono()(slice(1_s, 3_s)).set_label("sentence").norm();
    Astft stft = a.to_stft({.nperseg = 512});
    std::cout << stft << '\n';

    const double back = (stft.to_sig() - a).sig().abs().maxCoeff(); // the error of the way there and back
    stft.stft().block(0, 60, 20, 40) = 0.00001f;                    // bins 0 to 19, frames 60 to 99
    stft.plot({.fn = PlotFn::db, .ylim = {0, 8000}});
    savefig("16_hole.png");
    stft.to_sig().norm(0.8).save("hole.wav");
    std::printf("to_stft().to_sig() is within -120 dB: %s\n", ampdb(back) < -120 ? "yes" : "no");
}
