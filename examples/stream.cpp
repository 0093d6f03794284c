// SPDX-License-Identifier: MIT
/// @file
/// Turns a recording of any length into one for machines that listen: a part of it, one channel, 16 kHz,
/// without rumble, at -1 dB; and prints its loudest ten seconds. It needs a few megabytes of memory, however
/// long the recording is.
///
///     stream [IN [OUT]]
#include <pya/pya.hpp>

#include "places.hpp"

#include <cstdio>
#include <exception>
#include <filesystem>

using namespace pya;
namespace fs = std::filesystem;

int main(int argc, char** argv) try {
    const fs::path in = argc > 1 ? fs::path(argv[1]) : fs::path(PYA_EXAMPLES_DATA) / "sentence.flac";
    const fs::path out = argc > 2 ? fs::path(argv[2]) : fs::path(PYA_EXAMPLES_OUTPUT) / "stream.flac";
    if (out.has_parent_path()) fs::create_directories(out.parent_path());

    const Astream day(in.string());
    const Astream speech = day(slice(0.5_s, none))
                               .mono()
                               .resample(16000, {.kind = Interp::sinc_best})
                               .iirfilter(80, {.btype = Btype::highpass})
                               .norm(-1_dB);
    speech.save(out.string(), {}, {.progress = [](const StreamProgress& now) {
                    std::fprintf(stderr, "\r%3.0f %%", 100 * now.done());
                    return true; // false stops
                }});
    std::fprintf(stderr, "\n");

    double loudest = 0;
    for (const Asig& block : speech.blocks(10_s, {.hop = 5_s})) loudest = std::max(loudest, block.rms()[0]);
    std::printf("%.1f s, the loudest ten seconds have %.1f dB\nsaved as %s\n", *speech.dur(), ampdb(loudest),
                out.string().c_str());
} catch (const std::exception& error) {
    std::fprintf(stderr, "stream: %s\n", error.what());
    return 1;
}
