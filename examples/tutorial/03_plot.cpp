// SPDX-License-Identifier: MIT
/// @file
/// Drawing signals: as they are, in dB, through any function, and sample by sample.
#include <pya/pya.hpp>

#include <cmath>

using namespace pya;

int main() {
    const Asig sentence("sentence.flac", {.label = "sentence", .cn = {"left", "right"}});
    const Asig mono = sentence.mono();

    sentence.plot();
    savefig("03_waveform.png");

    plot::subplot(2, 1, 1);
    mono.plot({.fn = [](double x) { return ampdb(std::abs(x) + 0.01); }, .style = {.color = "r", .lw = 0.5}});
    plot::title("level in dB");
    plot::subplot(2, 1, 2);
    mono.plot({.fn = [](double x) { return 100 * x * x; }});
    plot::title("power in %");
    savefig("03_functions.png");

    mono(slice(57800, 58000)).plot({.style = {.lw = 0.5, .marker = "o"}});
    savefig("03_samples.png");
}
