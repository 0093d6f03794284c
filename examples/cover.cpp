// SPDX-License-Identifier: MIT
/// @file
/// The picture on the first page: a tone of sixteen partials on a tape whose speed swings.
///
///     cover FILE
#include <pya/pya.hpp>

#include <cmath>
#include <cstdio>
#include <vector>

using namespace pya;

int main(int argc, char** argv) try {
    constexpr int sr = 16000;
    Asig tone(12.0, {.sr = sr});
    for (int k = 1; k <= 16; ++k)
        tone += Ugen::sine({.freq = 300. * k, .amp = 0.3 / k, .dur = tone.dur(), .sr = sr});

    // The speed swings by up to an octave up and down, most in the middle, at 4 s.
    std::vector<Acurve::Point> speed;
    for (int i = 0; i <= 160; ++i) {
        const double t = 0.05 * i;
        const double octaves = std::exp(-0.15 * (t - 4) * (t - 4)) * std::sin(2.3 * t);
        speed.push_back({Seconds(t), std::exp2(octaves)});
    }
    const Asig tape =
        tone.resample(sr, {.rate = Acurve(speed)})(slice(0_s, 8_s)).envelope({0, 1, 1, 0}, {0, 1.5, 6.5, 8});

    plot::figure({.width = 1000, .height = 360});
    tape.to_stft({.nperseg = 1024, .noverlap = 896})
        .plot({.fn = PlotFn::db, .clim = {-90, -25}, .cmap = Cmap::inferno});
    plot::title("sixteen partials on a tape whose speed swings");
    savefig(argc > 1 ? argv[1] : "cover.png");
} catch (const Error& error) {
    std::fprintf(stderr, "cover: %s\n", error.what());
    return 1;
}
