// SPDX-License-Identifier: MIT
// Uses the kernels as two files, without the rest of the library.
#include "pya_dsp.hpp"

#include <cmath>
#include <cstdio>
#include <string>
#include <vector>

int main() {
    using namespace pya::dsp;
    std::vector<float> tone(4800);
    for (std::size_t i = 0; i < tone.size(); ++i) tone[i] = std::sin(0.05f * static_cast<float>(i));
    const double level = rms(tone);
    std::printf("version %d.%d, %s, rms %g\n", PYA_VERSION_MAJOR, PYA_VERSION_MINOR,
                std::string(pya::license()).c_str(), level);
    return std::abs(level - std::sqrt(0.5)) < 0.01 ? 0 : 1;
}
