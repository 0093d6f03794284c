// SPDX-License-Identifier: MIT
// Is compiled next to a copy of one header, and needs nothing else.
#include "biquad.hpp"

using namespace pya::dsp::leaf;

int main() {
    Biquad<float> lowpass(BiquadCoefficients<float>::lowpass(1000, 0.7071f, 44100));
    float y = 0;
    for (int i = 0; i < 1000; ++i) y = lowpass(1);
    return y > 0.999f && y < 1.001f ? 0 : 1;
}
