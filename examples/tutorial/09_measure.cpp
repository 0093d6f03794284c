// SPDX-License-Identifier: MIT
/// @file
/// Measuring: the rms of a whole signal and along it, durations and times.
#include <pya/pya.hpp>

#include <cstdio>
#include <iostream>

using namespace pya;

int main() {
    const Asig mono = Asig("sentence.flac").mono();
    std::printf("rms %.4f, %.4f s, %td samples\n", mono.rms()(0), mono.get_duration(),
                mono.get_size().samples);

    const Asig tick({0, 1, 0, 1, 0, 1}, {.sr = 10});
    std::cout << tick.resample(20).get_times().transpose() << '\n';

    // Over windows of 512 samples, one every 256: a signal of its own, at sr / 256.
    const Asig level = mono.window_op({.nperseg = 512, .stride = 256, .win = "cosine", .fn = "rms"});
    std::cout << level << '\n';
    mono.plot({.xlim = {1, 2.5}, .style = {.lw = 0.2, .label = "signal"}});
    level.plot({.xlim = {1, 2.5}, .style = {.color = "r", .lw = 3, .label = "rms"}});
    savefig("09_rms.png");

    // Any function of a segment will do: here the correlation with a rising line.
    const Asig slope = mono.window_op({.nperseg = 8, .stride = 2}, [](const Asig& segment) {
        const Eigen::ArrayXf x = segment.sig().col(0) - segment.sig().mean();
        const Eigen::ArrayXf line = Eigen::ArrayXf::LinSpaced(x.size(), -1, 1);
        const float length = x.matrix().norm() * line.matrix().norm();
        return length > 0 ? (x * line).sum() / length : 0;
    });
    std::cout << slope << '\n';
    slope.save("slope.wav");
}
