// SPDX-License-Identifier: MIT
/// @file
/// Sonification: 500 values become 500 chirps. Each value of a random walk decides when its chirp sounds, how
/// high, how loud and where between left and right; the chirp itself is made once and resampled to its pitch.
///
///     granular [OUT.wav]
#include <pya/pya.hpp>

#include "places.hpp"

#include <cmath>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <numbers>
#include <numeric>

using namespace pya;
namespace fs = std::filesystem;

namespace {

/// A sound of 60 ms that glides from 300 to 900 Hz.
Asig make_chirp(int sr) {
    const Eigen::ArrayXd t = Asig(60_ms, {.sr = sr}).get_times();
    const Eigen::ArrayXd phase = 2 * std::numbers::pi * (300 * t + 5000 * t.square());
    return Asig(phase.sin(), {.sr = sr}).envelope({0, 1, 0}, {0, 0.005, 0.06}, {.curve = 2});
}

/// A random walk of n steps, which is pulled to the middle so that it stays within about -1 and 1. It is the
/// same on every machine.
Eigen::ArrayXd make_data(Index n) {
    Eigen::ArrayXd data = Ugen::noise({.n_rows = n, .seed = 11}).sig().col(0).cast<double>();
    std::partial_sum(data.begin(), data.end(), data.begin(),
                     [](double walk, double step) { return 0.95 * walk + 0.3 * step; });
    return data;
}

} // namespace

int main(int argc, char** argv) try {
    const fs::path out = argc > 1 ? fs::path(argv[1]) : fs::path(PYA_EXAMPLES_OUTPUT) / "granular.wav";
    constexpr int sr = 44100;
    constexpr Index events = 500;

    const Asig chirp = make_chirp(sr);
    const Eigen::ArrayXd data = make_data(events);
    const Eigen::ArrayXd onsets = Eigen::ArrayXd::LinSpaced(events, 0.1, 9.5);
    const Eigen::ArrayXd notes = linlin(data, -1, 1, -12, 24, Clip::minmax); // semitones from the chirp's own
    const Eigen::ArrayXd pans = linlin(data, -1, 1, -1, 1, Clip::minmax);
    const Eigen::ArrayXd levels = linlin(data.abs(), 0, 1, -24, -12, Clip::minmax); // dB

    Asig score(10.0, {.sr = sr, .channels = 2, .cn = {"l", "r"}});
    for (Index i = 0; i < events; ++i) {
        const Asig grain = chirp.resample(sr, {.rate = std::exp2(notes(i) / 12)}).pan2(pans(i));
        score.add(grain, {.onset = onsets(i), .amp = dbamp(levels(i))});
    }
    score = score.norm(-3_dB).set_label("granular");

    if (out.has_parent_path()) fs::create_directories(out.parent_path());
    score.save(out.string());
    std::printf("%td chirps of %.1f to %.1f ms: %s\nsaved as %s\n", events,
                1000 * chirp.dur() / std::exp2(notes.maxCoeff() / 12),
                1000 * chirp.dur() / std::exp2(notes.minCoeff() / 12), score.repr().c_str(),
                out.string().c_str());
} catch (const std::exception& error) {
    std::fprintf(stderr, "granular: %s\n", error.what());
    return 1;
}
