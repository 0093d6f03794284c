// SPDX-License-Identifier: MIT
/// @file
/// Playing: at once, later, slower, together, in a chain. The device is a dummy, so the program needs no
/// sound card, and runs as fast as the computer goes.
#include <pya/pya.hpp>

#include <iostream>

using namespace pya;

int main() {
    const auto studio = std::make_shared<DummyBackend>(DummyOptions{.pacing = Pacing::on_call});
    Aserver& s = *startup({.sr = 44100, .backend = studio}); // startup() alone takes the sound card

    Asig sentence("sentence.flac");
    Asig ping = Ugen::sine({.freq = 880, .dur = 0.5, .channels = 2}).fade_out(0.5, 2);

    ping.play();                                    // returns at once
    sentence.play({.rate = 0.7});                   // slower and lower, together with the ping
    (0.8 * ping).play({.onset = 1.5_s});            // in one and a half seconds
    ping.gain(-22_dB).play({.onset = 2, .out = 1}); // the first channel comes out of the second loudspeaker
    s.wait();                                       // until all is over
    std::cout << "heard " << studio->samples_out().dur() << " s\n";

    (ping.x() + sentence)
        .play({.block = true}); // one signal as long as the longer one; waits until it is over

    Aserver::Voice voice = s.play(sentence, {.rate = 0.1}); // takes 53 seconds
    s.wait(2);
    voice.stop(20_ms); // this one; s.stop() would end all
    s.wait();

    sentence(slice(1.3_s, 2_s)).norm(-6_dB).fade_out(0.3).play({.block = true}).save("end.wav");
    shutdown();
    std::cout << Asig("end.wav") << '\n';
}
