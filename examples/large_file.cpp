// SPDX-License-Identifier: MIT
/// @file
/// Filters a file of any length in blocks, so that only one block and the state of the filter are in memory.
/// The result is the same as if the whole file were filtered at once, to the last bit.
///
///     large_file [IN [OUT]]
#include <pya/dsp/iir/filter.hpp>
#include <pya/io/audio_reader.hpp>
#include <pya/io/audio_writer.hpp>
#include <pya/mapping.hpp>

#include "places.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <exception>
#include <filesystem>

using namespace pya;
namespace fs = std::filesystem;

int main(int argc, char** argv) try {
    const fs::path from = argc > 1 ? fs::path(argv[1]) : fs::path(PYA_EXAMPLES_DATA) / "sentence.flac";
    const fs::path to = argc > 2 ? fs::path(argv[2]) : fs::path(PYA_EXAMPLES_OUTPUT) / "telephone_large.wav";
    if (to.has_parent_path()) fs::create_directories(to.parent_path());

    AudioReader in(from.string());
    const dsp::FilterDesign design =
        dsp::iirfilter(std::array{300., 3400.},
                       {.btype = dsp::Btype::bandpass, .order = 4, .fs = static_cast<double>(in.sr())});
    dsp::SosFilter filter(design.sos(), in.channels());
    AudioWriter out(to.string(), in.sr(), in.channels(), {.expected_frames = in.frames()});

    Eigen::ArrayXXf block(65536, in.channels());
    float peak = 0;
    while (const Eigen::Index n = in.read(block)) {
        filter.process(block.topRows(n), block.topRows(n));
        peak = std::max(peak, block.topRows(n).abs().maxCoeff());
        out.write(block.topRows(n));
    }
    out.commit(); // only now is there a file of that name

    std::printf("%td frames, peak %.1f dB\nsaved as %s\n", out.frames(), ampdb(peak), to.string().c_str());
} catch (const std::exception& error) {
    std::fprintf(stderr, "large_file: %s\n", error.what());
    return 1;
}
