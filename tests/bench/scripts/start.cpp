// SPDX-License-Identifier: MIT
// Row 27a of docs/performance.md: from the start of the process to the first sample.
#include <pya/pya.hpp>

#include <iostream>

int main() {
    const pya::Asig tone = pya::Ugen::sine({.freq = 440.3, .n_rows = 64});
    std::cout << tone.sig()(1, 0) << '\n';
}
