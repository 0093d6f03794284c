// SPDX-License-Identifier: MIT
/// @file
/// Recording. The microphone is a dummy device that hears a sentence.
#include <pya/pya.hpp>

#include <iostream>

using namespace pya;

int main() {
    const Asig sentence("sentence.flac");
    const auto studio =
        std::make_shared<DummyBackend>(DummyOptions{.pacing = Pacing::on_call, .input = sentence});
    Arecorder r({.sr = 44100, .channels = 2, .backend = studio}); // Arecorder r; takes the sound card
    r.set_tracks({1, 0}, {0, -6});                                // right, and left 6 dB down
    r.boot();
    r.record();
    studio->advance(2 * 44100); // two seconds go by; with a sound card, wait as long as you like
    r.stop();

    const Asig take = r.recordings().back();
    std::cout << take << '\n';
    take.norm().save("take.wav");
}
