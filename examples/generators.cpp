// SPDX-License-Identifier: MIT
/// @file
/// Sounds that are described first and computed later: parameters that move, notes, loops, grains.
///
///     generators [FILE [FOLDER]]
///
/// It saves a file for each of them.
#include <pya/pya.hpp>

#include "places.hpp"

#include <cstdio>
#include <filesystem>
#include <string>

using namespace pya;

namespace {

/// A line of notes, each with an envelope that ends it.
Agen melody() {
    Agen line = Agen(0).lasting(0_s);
    for (const int note : {60, 64, 67, 72}) {
        const Agen bell = gen::fm(midicps(note), {.ratio = 1.4, .index = gen::exponential(5, 0.1, 0.5_s)});
        line = line.then(0.5 * bell *
                         gen::adsr({.att = 2_ms, .dec = 0.1, .sus = 0.5, .rel = 0.3, .dur = 0.5_s}));
    }
    return line;
}

/// What is measured in a recording drives an oscillator.
Agen follower(const Asig& word) {
    const Afeature measured = word.pitch({.fmin = 65, .fmax = 500});
    return gen::saw(Agen(measured("f0")), {.band_limited = true}) * gen::follow(word, 1_ms, 50_ms);
}

/// A cloud of grains that goes through a recording, slowly.
Agen cloud(const Asig& word) {
    const Agen place = gen::line(0, word.dur(), 8_s);
    return 0.5 *
           gen::grains(word, {.density = 60, .position = place, .dur = 80_ms, .jitter = 30_ms, .seed = 1});
}

} // namespace

int main(int argc, char** argv) try {
    const Asig word = Asig(argc > 1 ? argv[1] : PYA_EXAMPLES_DATA "/sentence.flac").mono();
    const std::string folder = argc > 2 ? argv[2] : ".";
    std::filesystem::create_directories(folder);
    const auto save = [&](const char* name, const Asig& sig) {
        sig.save(folder + "/" + name + ".wav");
        std::printf("%-9s %.2f s, peak %.1f dB\n", name, sig.dur(), ampdb(sig.peak()));
    };

    const Agen tone = gen::sine(400 + 30 * gen::sine(5)) * gen::adsr({.att = 0.01, .rel = 0.2});
    save("tone", (0.5 * tone).render(2_s));
    const Agen sweep =
        gen::lowpass(gen::pulse(110, 0.5 + 0.4 * gen::sine(0.5)), gen::exponential(200, 8000, 3_s), 4);
    save("sweep", (0.2 * sweep).render(3_s));
    save("melody", melody().loop().render(4_s));
    save("follower", (0.5 * follower(word)).render());
    save("cloud", cloud(word).render(8_s, {.sr = word.sr()}));
} catch (const Error& error) {
    std::fprintf(stderr, "generators: %s\n", error.what());
    return 1;
}
