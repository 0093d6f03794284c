// SPDX-License-Identifier: MIT
/// @file
/// Assigning to a part of a signal: lengths must agree, or the source is cut, or the signal grows, or the
/// part is replaced.
#include <pya/pya.hpp>

#include <iostream>

using namespace pya;

int main() {
    Asig a(10, {.sr = 10, .channels = 2, .cn = {"l", "r"}});
    const Asig ramp({0.1f, 0.2f, 0.3f, 0.4f}, {.sr = 10});

    a(slice(0, 4)) = ramp;             // one channel goes to each of those selected
    a(slice(4, 6), "l") = {1.f, -1.f}; // a list
    a(slice(none, 3), 1) *= 0.5;       // a number, in place
    a.b(slice(8, none)) = ramp;        // bound: as much as fits, two samples
    std::cout << a.sig().transpose() << "\n\n";

    a.x(slice(8, none)) = ramp;                          // extend: the signal grows to 12 samples
    a.o(slice(0, 4)) = Asig({7.f}, {.sr = 10}).stereo(); // overwrite: four samples out, one in
    std::cout << a.sig().transpose() << "\n\n";

    std::cout << (ramp.x() + Asig(6, {.sr = 10})).samples() << " samples or "
              << (ramp.b() + Asig(2, {.sr = 10})).samples() << '\n';
    try {
        ramp + Asig(6, {.sr = 10});
    } catch (const ArgumentError& error) {
        std::cout << error.what() << '\n';
    }
}
