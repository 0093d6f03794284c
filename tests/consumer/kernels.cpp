// SPDX-License-Identifier: MIT
#include <pya/dsp/level/level.hpp>

#include <array>

int main() {
    const std::array<float, 4> x{1, -1, 1, -1};
    return pya::dsp::rms(x) == 1.0 ? 0 : 1;
}
