// SPDX-License-Identifier: MIT
/// @file
/// Another rate, another speed: a sine of a few samples, drawn with two kinds of interpolation, and what
/// aliasing is.
#include <pya/pya.hpp>

#include <cstdio>
#include <iostream>

using namespace pya;

int main() {
    const Asig mono = Asig("sentence.flac").mono();
    std::cout << mono << '\n' << mono.resample(16000) << '\n' << mono.resample(44100, {.rate = 0.5}) << '\n';

    const Asig a = Ugen::sine({.freq = 9000, .n_rows = 60});
    const plot::Limits middle{0.0004, 0.0008};
    a.plot({.xlim = middle, .style = {.color = "b", .ls = "", .marker = "o", .label = "samples"}});
    a.resample(9 * a.sr()).plot({.xlim = middle, .style = {.color = "r", .label = "linear"}});
    a.resample(9 * a.sr(), {.kind = Interp::sinc_best})
        .plot({.xlim = middle, .style = {.color = "k", .label = "sinc_best"}});
    savefig("08_interpolation.png");

    // 15 kHz does not exist at 22050 Hz. Interpolated it comes back as 7.05 kHz; band-limited it is gone.
    const Asig high = Ugen::sine({.freq = 15000});
    const Asig steady = high.resample(22050, {.kind = Interp::sinc_best})(slice(0.1_s, 0.9_s));
    std::printf("linear %.1f dB, sinc_best below -100 dB: %s\n", ampdb(high.resample(22050).rms()(0)),
                ampdb(steady.rms()(0)) < -100 ? "yes" : "no");
}
