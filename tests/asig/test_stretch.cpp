// SPDX-License-Identifier: MIT
#include <pya/asig.hpp>
#include <pya/dsp/stretch/time_stretcher.hpp>
#include <pya/error.hpp>
#include <pya/ugen.hpp>

#include "support/catch.hpp"

#include <cmath>
#include <complex>
#include <limits>
#include <string>
#include <vector>

using Catch::Matchers::Contains;
using pya::Acurve;
using pya::Asig;
using pya::Btype;
using pya::Index;
using pya::slice;
using pya::Ugen;
using Events = std::vector<pya::dsp::Event>;
using namespace pya::literals;

namespace {

Asig two_tones(double dur = 0.5) {
    return Ugen::sine({.freq = 440, .amp = 0.5, .dur = dur, .sr = 8000, .channels = 2, .cn = {"l", "r"}});
}

// The power at a frequency.
double power_at(const Asig& sig, double freq) {
    const Index n = sig.samples();
    const Eigen::ArrayXd phase = Eigen::ArrayXd::LinSpaced(n, 0, static_cast<double>(n - 1)) *
                                 (2 * 3.14159265358979323846 * freq / sig.sr());
    const Eigen::ArrayXd x = sig.window("hann").sig().col(0).cast<double>();
    return std::norm(std::complex<double>((x * phase.cos()).sum(), (x * phase.sin()).sum()));
}

// A buzz with a formant: pulses through a resonance.
Asig buzz(double freq, double formant) {
    return Ugen::impulse({.freq = freq, .dur = 1.0, .sr = 16000})
        .iirfilter({formant - 50, formant + 50}, {.btype = Btype::bandpass, .order = 1});
}

// Pulses at the given samples.
Asig pulses(const std::vector<Index>& places, Index samples) {
    Asig sig(samples, {.sr = 8000});
    for (const Index place : places) sig.write()(place, 0) = 1;
    return sig;
}

} // namespace

TEST_CASE("a stretched signal has the samples of dsp::time_stretch, its own rate and its names") {
    const Asig sig = two_tones().set_label("tone");
    const Asig longer = sig.time_stretch(1.3);
    CHECK((longer.sig() == pya::dsp::time_stretch(sig.sig(), 8000, 1.3)).all());
    CHECK(longer.samples() == 5200);
    CHECK(longer.sr() == 8000);
    CHECK(longer.label() == "tone_stretched");
    CHECK(longer.cn() == std::vector<std::string>{"l", "r"});
}

TEST_CASE("signals of no, one and a few samples can be stretched") {
    for (const Index n : {0, 1, 2, 100})
        for (const double factor : {0.25, 1.5, 100.}) {
            const Asig sig = Asig(n, {.channels = 3}).time_stretch(factor);
            CHECK(sig.samples() == static_cast<Index>(std::floor(static_cast<double>(n) * factor)));
            CHECK(sig.channels() == 3);
            CHECK((sig.sig() == 0).all());
        }
}

TEST_CASE("a curve of one value stretches as that value") {
    const Asig sig = two_tones();
    CHECK(sig.time_stretch({{0_s, 1.3}, {0.2_s, 1.3}}) == sig.time_stretch(1.3));
}

TEST_CASE("a curve of factors moves each time to the integral of the curve") {
    const std::vector<Index> places{1000, 4000, 7000, 11000};
    const Acurve curve({{0.25_s, 1}, {1_s, 2.5}});
    const Asig longer = pulses(places, 12000).time_stretch(curve);
    CHECK(longer.samples() == static_cast<Index>(std::floor(8000 * curve.integral(1.5))));
    for (const Index place : places) {
        const auto there =
            static_cast<Index>(std::lround(8000 * curve.integral(static_cast<double>(place) / 8000)));
        Index highest = 0;
        longer.sig().col(0).segment(there - 100, 200).abs().maxCoeff(&highest);
        CHECK(std::abs(highest - 100) <= 1);
    }
}

TEST_CASE("events move with stretched time") {
    Asig sig = two_tones();
    sig.set_events({{1000, 2000}});
    CHECK(sig.time_stretch(2).events() == Events{{2000, 4000}});
    CHECK(sig.time_stretch({{0_s, 1}, {0.25_s, 1}, {0.25_s, 3}}).events() == Events{{1000, 2000}});
    sig.set_events({{3000, 4000}});
    CHECK(sig.time_stretch({{0_s, 1}, {0.25_s, 1}, {0.25_s, 3}}).events() == Events{{5000, 8000}});
}

TEST_CASE("time_stretch refuses factors out of range") {
    const Asig sig = two_tones();
    for (const double factor : {0., -1., 0.04, 101., std::nan(""), std::numeric_limits<double>::infinity()})
        CHECK_THROWS_WITH(sig.time_stretch(factor),
                          Contains("Asig::time_stretch") && Contains("0.05 to 100"));
    CHECK_THROWS_WITH(sig.time_stretch({{0_s, 1}, {1_s, std::nan("")}}), Contains("Asig::time_stretch"));
    CHECK_THROWS_WITH(sig.time_stretch({{0_s, 1}, {1_s, 0}}), Contains("factor is 0"));
}

TEST_CASE("a shifted tone has another frequency and is as long as before") {
    const Asig sig = two_tones(1);
    for (const double semitones : {-19., -7., 0., 4., 12.}) {
        const Asig shifted = sig.pitch_shift(semitones);
        CHECK(shifted.samples() == sig.samples());
        const double freq = 440 * std::exp2(semitones / 12);
        CHECK(power_at(shifted, freq) == Approx(power_at(sig, 440)).epsilon(0.02));
        CHECK(power_at(shifted, freq * 1.02) < 1e-3 * power_at(sig, 440));
    }
    CHECK(sig.pitch_shift(1).cn() == sig.cn());
}

TEST_CASE("signals of any length are as long as before when they are shifted") {
    for (const Index n : {0, 1, 2, 1000, 1001})
        for (const double semitones : {-48., -7.3, 0., 1., 48.})
            for (const bool keep_formants : {false, true}) {
                const Asig sig(n, {.channels = 3});
                CHECK(sig.pitch_shift(semitones, {.keep_formants = keep_formants}) == sig);
                CHECK(sig.pitch_shift({{0_s, semitones}, {1_s, 0}}) == sig);
            }
}

TEST_CASE("a curve of semitones glides") {
    const Asig sig = two_tones(2);
    const Asig glide = sig.pitch_shift({{0_s, 0}, {0.8_s, 0}, {1.2_s, 12}});
    CHECK(glide.samples() == sig.samples());
    const Asig part = sig(slice(0.1_s, 0.7_s));
    CHECK(power_at(glide(slice(0.1_s, 0.7_s)), 440) == Approx(power_at(part, 440)).epsilon(0.02));
    CHECK(power_at(glide(slice(1.3_s, 1.9_s)), 880) == Approx(power_at(part, 440)).epsilon(0.02));
    const Asig step = sig.pitch_shift(Acurve({{0_s, 0}, {1_s, -12}}, Acurve::Kind::hold));
    CHECK(power_at(step(slice(1.1_s, 1.7_s)), 220) == Approx(power_at(part, 440)).epsilon(0.02));
}

TEST_CASE("formants move with the pitch, or stay") {
    const Asig voice = buzz(100, 800);
    const auto moved = [](const Asig& sig) { // how much stronger a formant at 1200 Hz is than one at 800
        double at_800 = 0, at_1200 = 0;
        for (int k = 4; k <= 9; ++k) at_800 = std::max(at_800, power_at(sig, 150. * k));
        for (int k = 7; k <= 9; ++k) at_1200 = std::max(at_1200, power_at(sig, 150. * k));
        return 10 * std::log10(at_1200 / at_800);
    };
    const double fifth = 12 * std::log2(1.5);
    CHECK(moved(voice.pitch_shift(fifth)) == Approx(0).margin(0.01));
    CHECK(moved(voice.pitch_shift(fifth, {.keep_formants = true})) < -6);
}

TEST_CASE("events stay in shifted sound") {
    Asig sig = two_tones();
    sig.set_events({{1000, 2000}});
    CHECK(sig.pitch_shift(3).events() == sig.events());
}

TEST_CASE("pitch_shift refuses semitones out of range and exponential curves") {
    const Asig sig = two_tones();
    for (const double semitones : {-49., 48.5, std::nan("")})
        CHECK_THROWS_WITH(sig.pitch_shift(semitones), Contains("Asig::pitch_shift") && Contains("-48 to 48"));
    CHECK_THROWS_WITH(sig.pitch_shift({{0_s, std::nan("")}, {1_s, 2}}), Contains("Asig::pitch_shift"));
    CHECK_THROWS_WITH(sig.pitch_shift(Acurve({{0_s, 1}, {1_s, 2}}, Acurve::Kind::exponential)),
                      Contains("linear or hold"));
}
