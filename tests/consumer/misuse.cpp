// SPDX-License-Identifier: MIT
// Mistakes that are easily made. None of these lines compiles, and misuse.sh tests that the compiler's output
// has the words that stand behind each of them.
#include <pya/mismatch.hpp>
#include <pya/pya.hpp>
using namespace pya;

void misuse(Asig a, Aspec spec, Astft stft, Afeature mel, Astream day, Aserver& server) {
    a + "x";              // a signal can be combined with a number, another signal
    a + std::string("x"); // a signal can be combined with a number, another signal
    a = a * spec;         // a signal can be combined with a number, another signal
    stft - a;             // a signal can be combined with a number, another signal
    a / a.x();            // the mode is that of the left one: a.x() + b
    spec / stft;          // a spectrum can be multiplied by
    spec + 1;             // a spectrum or a feature can be combined with another one of its class
    mel - "x";            // a spectrum or a feature can be combined with another one of its class
    a(1.5);               // a number is an integer
    a(all, 1.5);          // a number is an integer
    a(slice(0, 1.5));     // a time has a unit: slice(0, 1.5_s)
    a(all, 'l');          // a name is a string: a(all, "l")
    a.fadein(0.1);        // fade_in
    a.resample("48000");  // int target_sr
    a.find_events(-35);   // FindEventsOptions
    a.iirfilter(100, {.order = 4, .btype = Btype::bandpass}); // btype
    a.norm(1, {.dcflag = true, .in_db = true});               // in_db
    a.to_stft({.n_perseg = 512});                             // StftOptions
    Ugen::sine({.frequency = 440});                           // SineOptions
    Asig b(2.0, {.sampling_rate = 8000});                     // AsigOptions
    Asig c("c.wav", {.channel = 2});                          // AsigOptions
    server.play(1.0);                                         // a number is no sound
    a.play({.speed = 2});                                     // PlayOptions
    day.reverse();                                            // begins with the last sample
    day.convolve(a);                                          // through(dsp::Convolver
    day.hpss();                                               // what comes before and after
    day.to_stft();                                            // all frames in memory
    day.beat_track();                                         // one tempo
}
