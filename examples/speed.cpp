// SPDX-License-Identifier: MIT
/// @file
/// A recording at a speed that changes: it glides, it stops like a tape, it is scratched, and it is played
/// block by block at a speed that changes with every block. Pitch and tempo change together, and nothing
/// aliases.
///
///     speed [FILE [DIR]]
#include <pya/dsp/rate/varispeed.hpp>
#include <pya/pya.hpp>

#include "places.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <string>
#include <vector>

using namespace pya;
namespace fs = std::filesystem;

namespace {

void write(const Asig& sig, const fs::path& folder, const std::string& name) {
    sig.save((folder / (name + ".wav")).string());
    std::printf("%-8s %5.2f s, peak %3.0f dB\n", name.c_str(), sig.dur(), ampdb(sig.sig().abs().maxCoeff()));
}

/// Half a second of a record that a hand moves to and fro, at `centre` seconds.
Asig scratch(const Asig& sig, double centre) {
    std::vector<double> positions(static_cast<std::size_t>(sig.sr()) / 2);
    for (std::size_t i = 0; i < positions.size(); ++i) {
        const double time = static_cast<double>(i) / sig.sr();
        positions[i] = sig.sr() * (centre + 0.06 * std::sin(40 * time));
    }
    Asig out(static_cast<Index>(positions.size()), {.sr = sig.sr(), .channels = sig.channels()});
    dsp::varispeed<float>(sig.storage().view(), positions, out.write());
    return out;
}

/// The first second and a half, in blocks of 512 samples, each a little faster than the one before.
Asig live(const Asig& sig) {
    dsp::Varispeed<float> tape(0.5, Interp::samplerate_medium, sig.channels());
    Asig out(1.5, {.sr = sig.sr(), .channels = sig.channels()});
    const dsp::Block<const float> in = sig.storage().view();
    auto samples = out.write();
    const dsp::Block<float> to = samples;
    for (Index read = 0, written = 0; written < out.samples();) {
        const Index block = std::min<Index>(512, out.samples() - written);
        const auto [consumed, produced] =
            tape.process(in.part(read, in.samples() - read), to.part(written, block));
        if (produced == 0) break; // the recording is at its end
        read += consumed;
        written += produced;
        tape.set_rate(tape.rate() * 1.01);
    }
    return out;
}

} // namespace

int main(int argc, char** argv) try {
    const std::string file = argc > 1 ? argv[1] : PYA_EXAMPLES_DATA "/sentence.flac";
    const fs::path out = argc > 2 ? argv[2] : PYA_EXAMPLES_OUTPUT;
    fs::create_directories(out);
    const Asig word(file);

    write(word.resample(word.sr(), {.rate = Acurve({{0_s, 1}, {1.5_s, 2}})}), out, "glide");

    const Acurve stop({{0_s, 1}, {1_s, 1}, {2_s, 0.01}}, Acurve::Kind::exponential);
    write(word(slice(0_s, Seconds(stop.integral(2_s)))).resample(word.sr(), {.rate = stop}), out, "stop");

    write(scratch(word, 1.3), out, "scratch");
    write(live(word), out, "live");
} catch (const std::exception& error) {
    std::fprintf(stderr, "speed: %s\n", error.what());
    return 1;
}
