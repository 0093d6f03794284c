// SPDX-License-Identifier: MIT
/// @file
/// Levels: a peak to reach, a factor, a level in dB, and removing the mean.
#include <pya/pya.hpp>

#include <cstdio>

using namespace pya;

namespace {

void show(const char* what, const Asig& sig) {
    std::printf("%-30s peak %6.1f dB, rms %6.1f dB\n", what, ampdb(sig.sig().abs().maxCoeff()),
                ampdb(sig.rms()(0)));
}

} // namespace

int main() {
    const Asig mono = Asig("sentence.flac").mono();
    show("mono", mono);
    show("mono.norm(0.5)", mono.norm(0.5));
    show("mono.norm(-12_dB)", mono.norm(-12_dB));
    show("(mono + 0.1).norm with dcflag", (mono + 0.1).norm(1, {.dcflag = true}));
    show("mono.gain(2)", mono.gain(2));
    show("mono.gain(20_dB)", mono.gain(20_dB));
    show("mono * 0.5", mono * 0.5);

    // Each channel has a factor of its own; pan2 moves one channel between two.
    const Asig stereo = mono.stereo().gain({1, 0.5});
    const Asig right = mono.pan2(0.8);
    std::printf("%.2f %.2f\n", stereo.rms()(1) / stereo.rms()(0), right.rms()(1) / right.rms()(0));
}
