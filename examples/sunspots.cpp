// SPDX-License-Identifier: MIT
/// @file
/// Sonification: three hundred years of sunspots in thirty seconds. Each year is a tone, which is higher and
/// louder the more spots the sun had; the cycle of eleven years becomes a melody that rises and falls. The
/// data are those of the National Geophysical Data Center of the USA, and in the public domain.
///
///     sunspots [OUT.wav]
#include <pya/pya.hpp>

#include "places.hpp"

#include <cstdio>
#include <exception>
#include <filesystem>

using namespace pya;
namespace fs = std::filesystem;

int main(int argc, char** argv) try {
    const fs::path out = argc > 1 ? fs::path(argv[1]) : fs::path(PYA_EXAMPLES_OUTPUT) / "sunspots.wav";

    const io::Table table = io::load_csv(PYA_EXAMPLES_DATA "/sunspots.csv");
    const Eigen::ArrayXd years = table("year"), spots = table("sunspots");
    const Asig tone =
        Ugen::sine({.freq = midicps(60), .dur = 1}).envelope({0, 1, 0}, {0, 0.01, 1}, {.curve = 3});

    const Eigen::ArrayXd notes = map(spots).to(48, 84).scale(scales::pentatonic);
    const Eigen::ArrayXd phons = map(spots).to(50, 70);
    const Asig sun = sonify(tone,
                            {.onset = map(years).to(0, 30),
                             .pitch = notes - 60,
                             .level = dsp::equal_loudness(phons, midicps(notes)),
                             .pan = map(years).to(-1, 1)},
                            {.progress = [](double part) { std::fprintf(stderr, "\r%3.0f %%", 100 * part); }})
                         .norm(-3_dB);
    std::fprintf(stderr, "\n");

    if (out.has_parent_path()) fs::create_directories(out.parent_path());
    sun.save(out.string());
    std::printf("%td years in %.0f s, with notes from %.0f to %.0f: %s\n", years.size(), sun.dur(),
                notes.minCoeff(), notes.maxCoeff(), out.string().c_str());
} catch (const std::exception& error) {
    std::fprintf(stderr, "sunspots: %s\n", error.what());
    return 1;
}
