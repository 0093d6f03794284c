#!/usr/bin/env pya-run
// SPDX-License-Identifier: MIT
/// @file
/// The script of the page about scripts: a scale of eight notes, saved under the name that is given.
#include <pya/pya.hpp>
using namespace pya;

int main(int argc, char** argv) {
    Asig song(3.0);
    for (int i = 0; i < 8; ++i)
        song.add(Ugen::sine({.freq = midicps(60 + 2 * i), .amp = 0.3, .dur = 0.5}).fade_out(0.4),
                 {.onset = 0.3 * i});
    song.norm(-3_dB).save(argc > 1 ? argv[1] : "song.wav");
}
