// SPDX-License-Identifier: MIT
/// @file
/// An instrument in 40 lines: a generator with knobs and a key, which any thread may move while it sounds.
///
///     instrument [OUT]
///
/// It plays on a dummy device, so that it runs anywhere, and saves what was played.
#include <pya/pya.hpp>

#include <cstdio>
#include <memory>
#include <string>

using namespace pya;

/// Two saws through a filter, an envelope that the key opens, and an echo.
struct Instrument {
    gen::Param pitch{110, {.least = 20, .largest = 4000, .smooth = 60_ms}}; ///< in Hz
    gen::Param brightness{4, {.least = 1, .largest = 40}};                  ///< times the pitch
    gen::Param key{0, {.smooth = 0}};                                       ///< 1 while it is down

    Agen sound() const {
        const Agen freq = pitch * (1 + 0.004 * gen::sine(5.5));
        const Agen gain = gen::adsr({.att = 5_ms, .dec = 0.4, .sus = 0.5, .rel = 0.2, .gate = key});
        const Agen saws =
            gen::saw(freq, {.band_limited = true}) + gen::saw(1.005 * freq, {.band_limited = true});
        const Agen tone = 0.15 * gain * gen::lowpass(saws, freq * brightness * (0.25 + gain), 2);
        const Agen echo = gen::delay(tone, 0.3, {.feedback = 0.4});
        return gen::pan2(tone, -0.3) + gen::pan2(0.4 * echo, gen::sine(0.5));
    }
};

int main(int argc, char** argv) try {
    const auto studio = std::make_shared<DummyBackend>(DummyOptions{.pacing = Pacing::on_call});
    Aserver s({.sr = 44100, .channels = 2, .backend = studio}); // Aserver s; takes the sound card
    s.boot();
    Instrument instrument;
    s.play(instrument.sound()); // the callback computes it from now on
    for (const int note : {45, 48, 52, 57, 55, 52, 48, 40}) {
        instrument.pitch.set(midicps(note));
        instrument.brightness.set(note - 36);
        instrument.key.set(1);
        s.wait(0.25);
        instrument.key.set(0);
        s.wait(0.05);
    }
    s.wait(1);
    s.quit();

    const Asig played = studio->samples_out();
    const std::string out = argc > 1 ? argv[1] : "instrument.wav";
    played.save(out);
    std::printf("%.1f s, peak %.1f dB, in %s\n", played.dur(), ampdb(played.peak()), out.c_str());
} catch (const Error& error) {
    std::fprintf(stderr, "instrument: %s\n", error.what());
    return 1;
}
