// SPDX-License-Identifier: MIT
/// @file
/// Parameters that are turned while it sounds: the level of a voice and of everything, and the pitch and the
/// brightness of a sound that is computed as it plays.
///
///     knobs [FILE [OUT]]
///
/// It plays on a dummy device, so that it runs anywhere, and saves what was played.
#include <pya/dsp/leaf.hpp>
#include <pya/pya.hpp>

#include "places.hpp"

#include <atomic>
#include <cstdio>
#include <memory>
#include <string>

using namespace pya;

namespace {

/// What a person turns. Any thread may set a knob, and the audio callback reads it once in each block.
struct Knobs {
    std::atomic<float> pitch{110};      ///< of the drone, in Hz
    std::atomic<float> brightness{400}; ///< cutoff of its filter, in Hz
};

/// A sawtooth through a low-pass, added to everything that is played.
class Drone {
public:
    Drone(const Knobs& knobs, float sr)
        : knobs_(knobs), saw_(110, sr), filter_(sr), pitch_(110, 0.05f, sr), cutoff_(400, 0.05f, sr) {}

    /// Called for each block. It neither allocates nor waits.
    void operator()(SigMap block) {
        pitch_.set(knobs_.pitch.load(std::memory_order_relaxed));
        cutoff_.set(knobs_.brightness.load(std::memory_order_relaxed));
        for (Index i = 0; i < block.rows(); ++i) {
            saw_.set(pitch_.next()); // moves to the knob within 50 ms, without a step
            filter_.set(cutoff_.next(), 2);
            block.row(i) += 0.1f * filter_(saw_.next()).low;
        }
    }

private:
    const Knobs& knobs_;
    dsp::leaf::Saw<float> saw_;
    dsp::leaf::Svf<float> filter_;
    dsp::leaf::Smoothed<float> pitch_, cutoff_;
};

} // namespace

int main(int argc, char** argv) try {
    const std::string file = argc > 1 ? argv[1] : PYA_EXAMPLES_DATA "/sentence.flac";
    const Asig word(file);
    Knobs knobs;
    Drone drone(knobs, static_cast<float>(word.sr())); // before the server, which must not outlive them
    const auto studio = std::make_shared<DummyBackend>(DummyOptions{.pacing = Pacing::on_call});
    Aserver s({.sr = word.sr(), .channels = 2, .backend = studio}); // Aserver s; takes the sound card
    s.boot();

    Aserver::Voice voice = s.play(word, {.loop = true});
    s.wait(2);
    voice.set_gain(0.2, 1_s); // quieter, within a second
    s.wait(1);
    s.set_gain(dbamp(-3), 20_ms); // all of it 3 dB down

    s.set_insert([&](SigMap block) { drone(block); });
    for (const int note : {45, 52, 57, 64}) {
        knobs.pitch = static_cast<float>(midicps(note));
        knobs.brightness = 4 * knobs.pitch;
        s.wait(0.5);
    }
    voice.stop(0.5_s);
    s.wait(0.5);
    s.quit();

    const Asig played = studio->samples_out();
    const std::string out = argc > 2 ? argv[2] : "knobs.wav";
    played.save(out);
    std::printf("%.1f s, peak %.1f dB, in %s\n", played.dur(), ampdb(played.sig().abs().maxCoeff()),
                out.c_str());
} catch (const Error& error) {
    std::fprintf(stderr, "knobs: %s\n", error.what());
    return 1;
}
