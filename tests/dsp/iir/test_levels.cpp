// SPDX-License-Identifier: MIT
// Measures filters as in a laboratory: a sine goes in, and the level of the output is read in dB.
#include <pya/dsp/iir/filter.hpp>

#include "support/catch.hpp"

#include <cmath>
#include <numbers>
#include <vector>

using namespace pya::dsp;

namespace {

constexpr double sr = 48000;

Sos design(std::vector<double> cutoffs, IirOptions options) {
    options.fs = sr;
    return iirfilter(cutoffs, options).sos();
}

double db(double level) { return 20 * std::log10(level); }

/// Two seconds of a sine.
template <class T>
Signal<T> sine(double hz) {
    return (Eigen::ArrayXd::LinSpaced(96000, 0, 95999) * (2 * std::numbers::pi * hz / sr)).sin().cast<T>();
}

/// The level of whole periods in the middle of a signal, 0 dB for a sine of amplitude 1.
template <class T>
double level(const Signal<T>& x) {
    return db(std::sqrt(2 * x.middleRows(24000, 48000).template cast<double>().square().mean()));
}

/// The output of a block filter for a sine that comes in blocks of 480 samples.
template <class T = double>
double gain(const Sos& sos, double hz) {
    SosFilter filter(sos);
    Signal<T> x = sine<T>(hz);
    for (Index first = 0; first < x.rows(); first += 480)
        filter.process(x.middleRows(first, 480), x.middleRows(first, 480));
    return level(x);
}

} // namespace

TEST_CASE("a Butterworth lowpass is 3 dB down at its cutoff and falls by 6 dB an octave and order") {
    for (const int order : {1, 2, 4, 7}) {
        const Sos low = design({1000}, {.btype = Btype::lowpass, .order = order});
        CHECK(gain(low, 20) == Approx(0).margin(0.005));
        CHECK(gain(low, 1000) == Approx(-3.01).margin(0.005));
        for (const double hz : {1500., 2000., 4000.}) {
            const double octaves =
                std::log2(std::tan(std::numbers::pi * hz / sr) / std::tan(std::numbers::pi * 1000 / sr));
            const double want = -10 * std::log10(1 + std::exp2(2 * order * octaves));
            CHECK(gain(low, hz) == Approx(want).margin(0.005));
            CHECK(gain<float>(low, hz) == Approx(want).margin(0.005));
        }
    }
}

TEST_CASE("a telephone band passes 1 kHz and holds back hum and hiss") {
    const Sos band = design({300, 3400}, {.btype = Btype::bandpass, .order = 4});
    CHECK(gain(band, 1000) == Approx(0).margin(0.01));
    CHECK(gain(band, 300) == Approx(-3.01).margin(0.005));
    CHECK(gain(band, 3400) == Approx(-3.01).margin(0.005));
    CHECK(gain(band, 50) < -60);
    CHECK(gain(band, 12000) < -50);
}

TEST_CASE("a band-stop takes the hum out and leaves the octaves around it") {
    const Sos notch = design({46, 2500 / 46.}, {.btype = Btype::bandstop, .order = 2});
    CHECK(gain(notch, 50) < -70);
    CHECK(gain(notch, 24) == Approx(0).margin(0.05));
    CHECK(gain(notch, 100) == Approx(0).margin(0.05));
    CHECK(gain(notch, 1000) == Approx(0).margin(0.001));
}

TEST_CASE("an elliptic lowpass stays within its ripple and below its attenuation") {
    const Sos low =
        design({4000}, {.btype = Btype::lowpass, .ftype = Ftype::ellip, .order = 6, .rp = 0.5, .rs = 80});
    for (const double hz : {100., 1000., 2500., 3600., 4000.}) {
        CHECK(gain(low, hz) < 0.005);
        CHECK(gain(low, hz) > -0.505);
    }
    for (const double hz : {7800., 9000., 11000., 15000., 22000.}) CHECK(gain(low, hz) < -79.9);
}

TEST_CASE("forward and backward filtering doubles every dB") {
    const Sos high = design({500}, {.btype = Btype::highpass, .order = 3});
    for (const double hz : {250., 500., 1000.})
        CHECK(level(sosfiltfilt(high, sine<double>(hz))) == Approx(2 * gain(high, hz)).margin(0.005));
}

TEST_CASE("a whole float signal has the level of its blocks") {
    const Sos band = design({300, 3400}, {.btype = Btype::bandpass, .order = 4});
    for (const double hz : {120., 1000., 9000.})
        CHECK(level(sosfilt(band, sine<float>(hz))) == Approx(gain<float>(band, hz)).margin(1e-6));
}
