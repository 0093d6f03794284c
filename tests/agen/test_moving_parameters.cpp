// SPDX-License-Identifier: MIT
// Signals whose parameters move: Ugen, gain, pan2.
#include "support/catch.hpp"

#include <pya/acurve.hpp>
#include <pya/afeature.hpp>
#include <pya/agen.hpp>
#include <pya/asig.hpp>
#include <pya/aspec.hpp>
#include <pya/ugen.hpp>

#include <algorithm>
#include <cmath>
#include <complex>
#include <numbers>

using namespace pya;

namespace {

constexpr double pi = std::numbers::pi;
constexpr int sr = 44100;

/// The peak of the component of `freq` Hz in whole periods of everything.
double amplitude(const Asig& x, double freq) {
    std::complex<double> sum = 0;
    for (Index i = 0; i < x.samples(); ++i)
        sum += static_cast<double>(x.sig()(i, 0)) *
               std::polar(1.0, -2 * pi * std::fmod(freq * static_cast<double>(i), sr) / sr);
    return 2 * std::abs(sum) / static_cast<double>(x.samples());
}

double bessel(int k, double index) { return std::fabs(std::cyl_bessel_j(std::abs(k), index)); }

const Asig ramp({0.f, 1.f, 2.f, 3.f}, {.sr = 1000});

} // namespace

TEST_CASE("a frequency that moves has the sidebands of Bessel to -120 dB, whatever it is given by",
          "[moving]") {
    // A sum takes the place of the integral, so the index is a little larger than 300 / 100.
    const double index = pi * 300 / (sr * std::sin(pi * 100 / sr));
    const Asig wave = Ugen::cos({.freq = 100, .amp = 300});
    const auto formula = [](double t) { return 2000 + 300 * std::cos(2 * pi * 100 * t); };
    const std::vector<Agen> ways{2000 + 300 * gen::sine(100, {.phase = 0.25}), gen::function(formula),
                                 Acurve::of(formula, 1_s, sr), 2000 + Agen(wave), 2000 + Agen(Acurve(wave))};
    for (std::size_t way = 0; way < ways.size(); ++way) {
        const Asig tone = Ugen::sine({.freq = ways[way], .amp = 0.5});
        CHECK(tone.samples() == sr);
        for (int k = -12; k <= 12; ++k) {
            INFO("way " << way << ", sideband " << k);
            CHECK(std::fabs(amplitude(tone, 2000 + 100 * k) - 0.5 * bessel(k, index)) < 1e-6);
        }
    }
}

TEST_CASE("an amplitude that moves has two sidebands", "[moving]") {
    const Asig tone = Ugen::sine({.freq = 2000, .amp = 1 + 0.5 * gen::sine(100)});
    CHECK(amplitude(tone, 2000) == Approx(1).margin(1e-6));
    CHECK(amplitude(tone, 1900) == Approx(0.25).margin(1e-6));
    CHECK(amplitude(tone, 2100) == Approx(0.25).margin(1e-6));
    CHECK(amplitude(tone, 2200) < 1e-6);
}

TEST_CASE("a phase that moves has the sidebands of Bessel", "[moving]") {
    const Asig tone = Ugen::cos({.freq = 2000, .phase = 3 / (2 * pi) * gen::sine(100)});
    for (int k = 0; k <= 12; ++k) CHECK(std::fabs(amplitude(tone, 2000 + 100 * k) - bessel(k, 3)) < 1e-6);
}

TEST_CASE("the other waves move, too, and stay what they are where nothing moves", "[moving]") {
    const Agen steady = gen::function([](double) { return 100; });
    const auto same = [](const Asig& a, const Asig& b) {
        return a.channels() == b.channels() && a.sig().isApprox(b.sig(), 1e-6f);
    };
    CHECK(same(Ugen::square({.freq = steady, .n_rows = 99, .duty = 0.3, .sr = 1000, .channels = 2}),
               Ugen::square({.freq = 100, .n_rows = 99, .duty = 0.3, .sr = 1000, .channels = 2})));
    for (const double width : {0., 0.3, 0.5, 1.})
        CHECK(same(Ugen::sawtooth({.freq = steady, .n_rows = 99, .width = width, .sr = 1010, .phase = 0.1}),
                   Ugen::sawtooth({.freq = 100, .n_rows = 99, .width = width, .sr = 1010, .phase = 0.1})));
    const Asig pulse = Ugen::square({.freq = 10, .n_rows = 1000, .duty = gen::line(0, 1, 1_s), .sr = 1000});
    CHECK((pulse.sig() > 0).cast<double>().topRows(500).mean() == Approx(0.25).margin(0.04));
    CHECK((pulse.sig() > 0).cast<double>().bottomRows(500).mean() == Approx(0.75).margin(0.04));
}

TEST_CASE("the width of a sawtooth of Ugen moves", "[moving]") {
    const Asig rising = Ugen::sawtooth({.freq = 100, .n_rows = 99, .sr = 1010});
    const Asig wave =
        Ugen::sawtooth({.freq = 100, .n_rows = 198, .width = gen::steps({1, 0.3}, 99. / 1010), .sr = 1010});
    CHECK(wave.sig().topRows(99).isApprox(rising.sig(), 1e-6f));
    const Asig later = Ugen::sawtooth({.freq = 100, .n_rows = 198, .width = 0.3, .sr = 1010});
    CHECK(wave.sig().bottomRows(99).isApprox(later.sig().bottomRows(99), 1e-5f));
    CHECK_THROWS_AS(Ugen::sawtooth({.freq = gen::sine(1), .width = 1.5}), ArgumentError);
    CHECK_THROWS_AS(Ugen::sawtooth({.width = 1.5, .band_limited = true}), ArgumentError);
}

TEST_CASE("squares and sawteeth of Ugen that are band-limited have no aliases", "[moving]") {
    // In a second all harmonics are whole numbers of Hz, and what lies between them is alias.
    for (const Asig& wave : {Ugen::sawtooth({.freq = 4201, .band_limited = true}),
                             Ugen::square({.freq = 4201, .band_limited = true}),
                             Ugen::sawtooth({.freq = 4201, .width = 0.5, .band_limited = true}),
                             Ugen::sawtooth({.freq = 4201, .width = 0.3, .band_limited = true})})
        for (int k = 6; k < 30; ++k) {
            const double folded = std::fabs(std::remainder(4201. * k, sr));
            CHECK(amplitude(wave, folded) < 1e-6);
        }
}

TEST_CASE("a width that moves slowly makes no aliases of waves that are band-limited", "[moving]") {
    for (const double freq : {1200., 4200.})
        for (const Agen& width :
             {0.5 + 0.45 * gen::sine(1), 0.5 + 0.5 * gen::sine(1), 0.04 + 0.03 * gen::sine(2)})
            for (const Agen& wave : {gen::saw(freq, width, {.band_limited = true}),
                                     gen::pulse(freq, width, {.band_limited = true})}) {
                const Eigen::ArrayXd bins = wave.render(1_s).to_spec().magnitude().col(0); // 1 Hz each
                double worst = 0;
                for (Index hz = 0; hz < bins.size(); ++hz)
                    if (std::fabs(std::remainder(static_cast<double>(hz), freq)) > 200)
                        worst = std::max(worst, bins(hz));
                INFO(freq << " Hz");
                CHECK(20 * std::log10(worst / bins(static_cast<Index>(freq))) < -90);
            }
}

TEST_CASE("a measured pitch drives a tone, and its channels are those of the feature", "[moving]") {
    const Afeature f0(Eigen::ArrayXXd{{100, 200}, {std::nan(""), 200}, {300, 200}}, {.sr = 1000, .hop = 500});
    const Asig two = Ugen::sine({.freq = f0, .n_rows = 1000, .sr = 8000, .channels = 2});
    const Asig glide = Ugen::sine({.freq = Acurve({{0_s, 100}, {1_s, 300}}), .n_rows = 1000, .sr = 8000});
    CHECK(two.channels() == 2);
    CHECK((two.sig().col(0) - glide.sig().col(0)).abs().maxCoeff() < 1e-6);
    CHECK_THROWS_AS(Ugen::sine({.freq = f0}), ArgumentError);
}

TEST_CASE("a signal is as long as its parameters, if no length is given", "[moving]") {
    CHECK(Ugen::sine({.freq = 100 + Agen(ramp), .sr = 1000}).samples() == 4);
    CHECK(Ugen::sine({.freq = 100 + Agen(ramp), .n_rows = 3, .sr = 1000}).samples() == 3);
    CHECK(Ugen::sine({.freq = gen::line(1, 2, 1_ms), .sr = 1000}).samples() == 1000);
    CHECK(Ugen::sine({.amp = gen::adsr({.dur = 20_ms}), .sr = 1000}).samples() == 20);
    const Asig note =
        Ugen::sine({.freq = 100, .amp = gen::adsr({.sus = 1, .rel = 0.5}), .dur = 1_s, .phase = 0.25});
    CHECK(std::fabs(note.sig()(44000, 0)) < 0.01);
}

TEST_CASE("a gain moves", "[moving]") {
    const Asig ones(Eigen::ArrayXXf::Ones(4, 2), {.sr = 1000, .label = "ones", .cn = {"a", "b"}});
    const Asig faded = ones.gain(Acurve({{0_s, 0}, {4_ms, 2}}));
    CHECK(faded.sig().isApprox(Eigen::ArrayXXf{{0, 0}, {0.5, 0.5}, {1, 1}, {1.5, 1.5}}));
    CHECK(faded.cn() == ones.cn());
    CHECK(faded.label() == "ones_scaled");
    CHECK((ones.gain(ramp).sig() == ramp.sig().replicate(1, 2)).all());
    CHECK((ones.gain(Agen(ramp) * Agen(ones)).sig() == ramp.sig().replicate(1, 2)).all());
    CHECK(ones.gain(Acurve(Asig({0.f, 3.f}, {.sr = 333})))(slice(0, 4), 0).sig()(3, 0) == Approx(2.997));
    CHECK(ones.gain(gen::adsr({.att = 0, .dec = 0, .sus = 1, .rel = 2_ms})).sig()(3, 0) < 1);
}

TEST_CASE("a place moves with constant power", "[moving]") {
    const Asig ones(Eigen::ArrayXXf::Ones(1001, 1), {.sr = 1000});
    const Asig moved = ones.pan2(gen::line(-1, 1, 1_s));
    CHECK(moved.cn() == std::vector<std::string>{"l", "r"});
    CHECK(moved.sig().square().rowwise().sum().isApproxToConstant(1, 1e-6f));
    for (const Index i : {0, 250, 500, 900, 1000})
        CHECK(moved.sig().row(i).isApprox(ones.pan2(static_cast<double>(i) / 500 - 1).sig().row(0), 1e-6f));
    const Asig stereo(Eigen::ArrayXXf{{1, 2}, {3, 4}}, {.sr = 1000, .cn = {"a", "b"}});
    const Asig held = stereo.pan2(gen::function([](double t) { return t < 0.0005 ? -7 : 7; }));
    CHECK(held.sig().isApprox(Eigen::ArrayXXf{{1, 0}, {0, 4}}, 1e-6f));
    CHECK(held.cn() == stereo.cn());
}

TEST_CASE("parameters that don't fit are refused", "[moving]") {
    const Asig long_one(8, {.sr = 1000}), other(8, {.sr = 2000}), three(8, {.sr = 1000, .channels = 3});
    CHECK_THROWS_AS(long_one.gain(ramp), ArgumentError); // too short
    CHECK(long_one.gain(Agen(ramp).hold()).samples() == 8);
    CHECK_THROWS_AS(long_one.gain(other), ArgumentError); // another rate
    CHECK(long_one.gain(Acurve(other)).samples() == 8);
    CHECK_THROWS_AS(long_one.gain(three), ArgumentError);
    CHECK_THROWS_AS(long_one.pan2(three), ArgumentError);
    CHECK_THROWS_AS(Ugen::sine({.freq = ramp, .n_rows = 5, .sr = 1000}), ArgumentError);
    CHECK_THROWS_AS(Ugen::sine({.freq = ramp, .sr = 2000}), ArgumentError);
    CHECK_THROWS_AS(Ugen::sine({.freq = ramp, .sr = 0}), ArgumentError);
    CHECK_THROWS_AS(Ugen::sine({.freq = -1, .amp = gen::sine(1)}), ArgumentError);
    CHECK_THROWS_AS(Ugen::sine({.freq = 30000, .amp = gen::sine(1)}), ArgumentError);
    CHECK_THROWS_AS(gen::function({}), ArgumentError);
}

TEST_CASE("a signal, a feature or a function makes a curve", "[moving]") {
    CHECK(Acurve(ramp)(1.5_ms) == 1.5);
    CHECK(Acurve(ramp, Acurve::Kind::hold)(1.5_ms) == 1);
    CHECK(Acurve(ramp)(9_s) == 3);
    CHECK(Acurve(Afeature(Eigen::ArrayXXd{{1}, {std::nan("")}, {3}}, {.sr = 10, .hop = 1}))(0.1_s) == 2);
    const Acurve parabola = Acurve::of([](double t) { return t * t; }, 2_s, 100);
    CHECK(parabola.points().size() == 201);
    CHECK(parabola(1_s) == Approx(1));
    CHECK(parabola.integral(2_s) == Approx(8. / 3).epsilon(1e-4));
    const Asig tone = Ugen::sine({.freq = 100, .sr = 8000});
    CHECK(tone.time_stretch(Acurve(Asig({2.f, 2.f}, {.sr = 1}))).samples() == 16000);
    CHECK_THROWS_AS(Acurve(Asig(4, {.channels = 2})), ArgumentError);
    CHECK_THROWS_AS(Acurve(Asig(0)), ArgumentError);
    CHECK_THROWS_AS(Acurve(Afeature(Eigen::ArrayXXd::Zero(2, 2))), ArgumentError);
    CHECK_THROWS_AS(Acurve::of([](double) { return 1; }, -1_s), ArgumentError);
    CHECK_THROWS_AS(Acurve::of([](double) { return 1; }, 1_s, 0), ArgumentError);
    CHECK_THROWS_AS(Acurve::of([](double t) { return 1 / t; }, 1_s), ArgumentError);
}
