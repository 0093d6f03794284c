// SPDX-License-Identifier: MIT
/// @file
/// Spectra: that of a whole signal, which is weighted and turned back into a signal, and spectrograms.
#include <pya/pya.hpp>

#include <cstdio>
#include <iostream>

using namespace pya;

int main() {
    const Asig mono = Asig("sentence.flac").mono().set_label("sentence");

    mono(slice(1.30_s, 1.33_s)).plot_spectrum({.xlim = {0, 5000}});
    savefig("14_spectrum.png");

    const auto [freqs, times, sxx] = mono.spectrogram({.nperseg = 512});
    std::printf("%td frequencies up to %.0f Hz, %td times\n", freqs.size(), freqs(freqs.size() - 1),
                times.size());

    const Asig vowel = mono(slice(1.2_s, 1.6_s)).resample(8000, {.kind = Interp::sinc_best});
    const Aspec formant = vowel.to_spec().weight({0, 1, 0.2, 0}, {100, 1510, 1920, 2990});
    std::cout << formant << '\n';
    formant.plot();
    savefig("14_weighted.png");
    formant.to_sig().norm(0.2).save("formant.wav");

    Index strongest = 0;
    formant.magnitude().col(0).maxCoeff(&strongest);
    std::printf("strongest at %.0f Hz\n", formant.freqs()(strongest));
}
