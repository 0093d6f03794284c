// SPDX-License-Identifier: MIT
/// @file
/// Cepstra, and four views of one signal side by side.
#include <pya/pya.hpp>

#include <iostream>

using namespace pya;

int main() {
    const Asig a = Asig("sentence.flac").mono().set_label("sentence");
    const Amfcc mfcc = a.to_mfcc({.nfilters = 26, .ncep = 13});
    std::cout << mfcc << '\n' << mfcc.features().rows() << " frames of " << mfcc.features().cols() << '\n';

    gridplot({a, a.to_spec(), a.to_stft(), mfcc}, {.colwrap = 2}).savefig("17_grid.png");
}
