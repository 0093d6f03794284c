// SPDX-License-Identifier: MIT
#include <pya/pya.hpp>

#include <iostream>

int main() {
    using namespace pya;
    const Asig tone({0.f, 0.5f, -1.f}, {.sr = 8});
    const Asig loud = (tone + 0.25).norm(-6_dB);
    std::cout << loud << '\n';
    return loud.samples() == 3 ? 0 : 1;
}
