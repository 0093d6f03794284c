// SPDX-License-Identifier: MIT
/// @file
/// Sonification: a chirp, played five hundred times with an amplitude that changes from one to the next.
#include <pya/pya.hpp>

#include <cmath>
#include <iostream>
#include <numbers>
#include <random>

using namespace pya;

int main() {
    constexpr int sr = 8000;
    const Eigen::ArrayXd t = Asig(200_ms, {.sr = sr}).get_times();
    const Asig chirp = Asig((2 * std::numbers::pi * 400 * t.pow(1.1)).sin(), {.sr = sr, .label = "chirp"})
                           .envelope({0, 1, 0}, {0, 0.03, 0.2}, {.curve = 4});

    Asig sonification(5.0, {.sr = sr, .label = "sonification"});
    std::mt19937 random(5);
    std::uniform_real_distribution<double> onset(0, 4), rate(1, 3);
    for (int i = 0; i < 500; ++i) {
        const double amp = std::abs(i - 250) / 250.;
        sonification.add(chirp.resample(sr, {.rate = rate(random)}), {.onset = onset(random), .amp = amp});
    }
    sonification = sonification.norm(-1_dB).plot();
    savefig("15_sonification.png");
    sonification.save("sonification.wav");
    std::cout << chirp << '\n' << sonification << '\n';
}
