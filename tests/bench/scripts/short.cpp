// SPDX-License-Identifier: MIT
// Row 27b of docs/performance.md: short IN OUT
#include <pya/pya.hpp>

#include <iostream>

int main(int, char** argv) {
    const pya::Asig sound = pya::Asig(argv[1]).iirfilter({300, 3000}).norm().fade_in(0.1).fade_out(0.1);
    std::cout << sound.to_stft().nr_frames() << '\n';
    sound.save(argv[2]);
}
