// SPDX-License-Identifier: MIT
/// @file
/// A filter bank: divides a recording into octave bands, prints the level of each, and saves all bands as the
/// channels of one file, and their sum. The filters run forward and backward, so that nothing is delayed.
/// Each filter gets what the one before has left over, so that the bands add up to the recording again.
/// Together they are band-passes whose neighbours meet at -6 dB.
///
///     filter_bank [FILE [DIR]]
#include <pya/pya.hpp>

#include "places.hpp"

#include <cmath>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <numbers>
#include <string>
#include <vector>

using namespace pya;
namespace fs = std::filesystem;

namespace {

/// The borders between octaves around 1000 Hz that are well below half the sampling rate.
std::vector<double> octave_edges(int sr) {
    std::vector<double> edges;
    for (double edge = 62.5 * std::numbers::sqrt2; edge < 0.4 * sr; edge *= 2) edges.push_back(edge);
    return edges;
}

} // namespace

int main(int argc, char** argv) try {
    const std::string file = argc > 1 ? argv[1] : PYA_EXAMPLES_DATA "/sentence.flac";
    const fs::path out = argc > 2 ? argv[2] : PYA_EXAMPLES_OUTPUT;

    const Asig sig = Asig(file).mono();
    if (sig.samples() == 0) throw ArgumentError(file + " has no samples, so there is nothing to filter");
    if (!sig.sig().allFinite()) throw ArgumentError(file + " has samples that are NaN or infinite");
    const std::vector<double> edges = octave_edges(sig.sr());
    const std::size_t bands = edges.size() + 1;

    Asig bank(sig.samples(), {.sr = sig.sr(), .label = "bank", .channels = static_cast<Index>(bands)});
    Asig rest = sig;
    std::printf("     from        to     rms    peak\n");
    for (std::size_t b = 0; b < bands; ++b) {
        Asig band = rest; // the last band is what is left
        if (b < edges.size())
            band = rest.iirfilter(edges[b],
                                  {.btype = Btype::lowpass, .order = 4, .filter = FilterMethod::sosfiltfilt});
        bank(all, b) = band;
        rest -= band;
        std::printf("%6.0f Hz %6.0f Hz %4.0f dB %4.0f dB\n", b == 0 ? 0 : edges[b - 1],
                    b < edges.size() ? edges[b] : sig.sr() / 2., ampdb(band.rms()(0)),
                    ampdb(band.sig().abs().maxCoeff()));
    }
    const Asig sum = bank.mono(std::vector<double>(bands, 1));
    std::printf("The sum of the bands differs from the recording by %.0f dB.\n", ampdb((sum - sig).rms()(0)));

    fs::create_directories(out);
    bank.save((out / "bands.wav").string());
    sum.save((out / "sum.wav").string());
    std::printf("saved as %s and sum.wav\n", (out / "bands.wav").string().c_str());
} catch (const std::exception& error) {
    std::fprintf(stderr, "filter_bank: %s\n", error.what());
    return 1;
}
