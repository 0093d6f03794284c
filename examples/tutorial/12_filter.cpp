// SPDX-License-Identifier: MIT
/// @file
/// A filter, its coefficients, its gain, and the spectrum of the noise that went through it.
#include <pya/pya.hpp>

#include <cmath>
#include <cstdio>

using namespace pya;

int main() {
    const Asig noise = Ugen::noise({.dur = 1.0, .seed = 1});
    const Asig band = noise.iirfilter({2400, 8000}, {.btype = Btype::bandpass, .order = 4}).set_label("gain");

    // White noise of n samples has bins of about sqrt(n / 3).
    const double level = ampdb(std::sqrt(static_cast<double>(noise.samples()) / 3));
    band.to_spec().plot({.fn = [=](std::complex<double> x) { return ampdb(std::abs(x)) - level; },
                         .style = {.color = "C1", .lw = 0.2, .label = "filtered noise"}});
    plot::twinx();
    band.plot_freqz(400, {.style = {.color = "k", .lw = 2}});
    plot::ylim(-70, 10);
    savefig("12_filter.png");

    std::printf("%td sections, b[0] %.4g, a[1] %.4f\n", band.filter().sos().rows(), band.filter().b()(0),
                band.filter().a()(1));
    noise.iirfilter(500, {.btype = Btype::lowpass, .filter = FilterMethod::filtfilt}).save("no_delay.wav");
    noise.iirfilter({300, 3400}, {.ftype = Ftype::ellip, .order = 6, .rp = 1, .rs = 60})
        .save("telephone.wav");
}
