// SPDX-License-Identifier: MIT
#include <pya/aspec.hpp>
#include <pya/ugen.hpp>

#include "reference/generators.hpp"
#include "support/catch.hpp"

#include <cmath>
#include <limits>
#include <numbers>

using namespace pya;

namespace {

constexpr double turn = 2 * std::numbers::pi;

} // namespace

TEST_CASE("sines and cosines are those of the formula", "[ugen]") {
    const Asig sine = Ugen::sine({.freq = 441, .amp = 0.5, .n_rows = 1009});
    const Asig cosine = Ugen::cos({.freq = -3000, .amp = 2, .n_rows = 1009, .sr = 8000});
    for (Index i = 0; i < 1009; ++i) {
        const double t = static_cast<double>(i);
        CHECK(sine.sig()(i, 0) == Approx(0.5 * std::sin(turn * 441 * t / 44100)).margin(1e-7));
        CHECK(cosine.sig()(i, 0) == Approx(2 * std::cos(turn * 3000 * t / 8000)).margin(4e-7));
    }
}

TEST_CASE("a square is high for its duty, half a sample early", "[ugen]") {
    const Asig square = Ugen::square({.freq = 100, .amp = 0.5, .n_rows = 40, .duty = 0.3, .sr = 1000});
    for (Index i = 0; i < 40; ++i) CHECK(square.sig()(i, 0) == (i % 10 < 3 ? 0.5f : -0.5f));
    CHECK((Ugen::square({.n_rows = 99, .duty = 1}).sig() == 1).all());
    CHECK((Ugen::square({.n_rows = 99, .duty = 0}).sig() == -1).all());
}

TEST_CASE("a sawtooth rises for its width and falls for the rest", "[ugen]") {
    const Asig rising = Ugen::sawtooth({.freq = 100, .n_rows = 20, .sr = 1000});
    const Asig triangle = Ugen::sawtooth({.freq = 125, .n_rows = 16, .width = 0.5, .sr = 1000});
    for (Index i = 0; i < 20; ++i)
        CHECK(rising.sig()(i, 0) == Approx(-1 + 0.2 * static_cast<double>(i % 10)).margin(1e-6));
    for (Index i = 0; i < 16; ++i)
        CHECK(triangle.sig()(i, 0) ==
              Approx(1 - 0.5 * std::abs(static_cast<double>(i % 8) - 4)).margin(1e-6));
}

TEST_CASE("white noise of a seed is numpy's", "[ugen]") {
    const auto n = static_cast<Index>(reference::white_7.size());
    const Asig noise = Ugen::noise({.n_rows = n, .seed = 7});
    const double scale = reference::white_7[0] / noise.sig()(0, 0); // the reference has another amplitude
    for (Index i = 0; i < n; ++i)
        CHECK(noise.sig()(i, 0) * scale ==
              Approx(reference::white_7[static_cast<std::size_t>(i)]).margin(1e-6));
}

TEST_CASE("noise is flat or falls by 3 dB an octave", "[ugen]") {
    const auto level = [](const Asig& noise, double from, double to) {
        const Eigen::ArrayXXd powers = noise.to_spec().magnitude().square();
        return 10 *
               std::log10(powers.middleRows(static_cast<Index>(from), static_cast<Index>(to - from)).mean());
    };
    const Asig white = Ugen::noise({.seed = 1}), pink = Ugen::noise({.type = Noise::pink, .seed = 1});
    CHECK(level(white, 200, 400) - level(white, 6400, 12'800) == Approx(0).margin(1));
    CHECK(level(pink, 200, 400) - level(pink, 6400, 12'800) == Approx(5 * 3.01).margin(1.5));
    CHECK(white.sig().abs().maxCoeff() <= 1);
    CHECK(pink.sig().abs().maxCoeff() == Approx(1));
    CHECK(std::abs(pink.sig().mean()) < 1e-5);
}

TEST_CASE("noise repeats with its seed, and its channels differ", "[ugen]") {
    const Asig noise = Ugen::noise({.n_rows = 100, .channels = 3, .seed = 9});
    CHECK(noise == Ugen::noise({.n_rows = 100, .channels = 3, .seed = 9}));
    CHECK_FALSE(noise == Ugen::noise({.n_rows = 100, .channels = 3, .seed = 10}));
    CHECK_FALSE(Ugen::noise({.n_rows = 100}) == Ugen::noise({.n_rows = 100}));
    CHECK_FALSE(noise(all, 0) == noise(all, 1));
}

TEST_CASE("length, rate, channels, names and label are as asked for", "[ugen]") {
    CHECK(Ugen::sine().samples() == 44100);
    CHECK(Ugen::sine().label() == "sine");
    CHECK(Ugen::cos().label() == "cosine");
    CHECK(Ugen::square({.dur = 250_ms, .sr = 1000}).samples() == 250);
    CHECK(Ugen::sawtooth({.dur = 0.0149_s, .sr = 1000}).samples() == to_samples(0.0149, 1000));
    CHECK(Ugen::noise({.n_rows = 0}).samples() == 0);
    CHECK(Ugen::sine({.n_rows = 0}).samples() == 0);
    const Asig two = Ugen::sine({.n_rows = 7, .sr = 8000, .channels = 2, .cn = {"l", "r"}, .label = "tone"});
    CHECK(two.sr() == 8000);
    CHECK(two.cn() == std::vector<std::string>{"l", "r"});
    CHECK(two.label() == "tone");
    CHECK(two(all, 0) == two(all, 1));
}

TEST_CASE("generators refuse what they can't make", "[ugen]") {
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    constexpr double infinity = std::numeric_limits<double>::infinity();
    CHECK_THROWS_AS(Ugen::sine({.dur = 1_s, .n_rows = 5}), ArgumentError);
    CHECK_THROWS_AS(Ugen::sine({.n_rows = -1}), ArgumentError);
    CHECK_THROWS_AS(Ugen::sine({.dur = -1_s}), ArgumentError);
    CHECK_THROWS_AS(Ugen::sine({.sr = 0}), ArgumentError);
    CHECK_THROWS_AS(Ugen::sine({.channels = 0}), ArgumentError);
    CHECK_THROWS_AS(Ugen::sine({.channels = 2, .cn = {"l"}}), ArgumentError);
    CHECK_THROWS_AS(Ugen::cos({.freq = nan}), ArgumentError);
    CHECK_THROWS_AS(Ugen::cos({.amp = infinity}), ArgumentError);
    CHECK_THROWS_AS(Ugen::square({.duty = 1.1}), ArgumentError);
    CHECK_THROWS_AS(Ugen::square({.sample_shift = nan}), ArgumentError);
    CHECK_THROWS_AS(Ugen::sawtooth({.width = -0.1}), ArgumentError);
    CHECK_THROWS_AS(Ugen::noise({.amp = nan}), ArgumentError);
}

TEST_CASE("waves begin at the phase they are given", "[ugen]") {
    CHECK(
        (Ugen::sine({.n_rows = 99, .phase = 0.25}).sig() - Ugen::cos({.n_rows = 99}).sig()).abs().maxCoeff() <
        1e-6f);
    CHECK(Ugen::cos({.n_rows = 1, .phase = 0.5}).sig()(0, 0) == -1);
    CHECK(Ugen::square({.n_rows = 1, .phase = 0.5}).sig()(0, 0) == -1);
    CHECK(Ugen::sawtooth({.n_rows = 1, .phase = 0.5}).sig()(0, 0) == 0);
    CHECK_THROWS_AS(Ugen::sine({.phase = std::numeric_limits<double>::infinity()}), ArgumentError);
}

TEST_CASE("a chirp reaches its second frequency at the end, or at the time it is given", "[ugen]") {
    const Asig sweep =
        Ugen::chirp({.f0 = 20, .f1 = 300, .t1 = 0.15, .n_rows = 200, .sr = 1000, .phase = 30. / 360});
    CHECK(sweep.label() == "chirp");
    for (Index i = 0; i < 200; ++i)
        CHECK(sweep.sig()(i, 0) == Approx(reference::chirp_linear[static_cast<std::size_t>(i)]).margin(1e-6));
    CHECK(Ugen::chirp({.dur = 0.5}) == Ugen::chirp({.t1 = 0.5, .dur = 0.5}));
    CHECK(Ugen::chirp({.n_rows = 0}).samples() == 0);
    CHECK_THROWS_AS(Ugen::chirp({.f0 = 0, .method = ChirpMethod::logarithmic}), ArgumentError);
    CHECK_THROWS_AS(Ugen::chirp({.t1 = 0_s}), ArgumentError);
}

TEST_CASE("impulses are one sample long", "[ugen]") {
    const Asig one = Ugen::impulse({.amp = 0.5, .n_rows = 9, .channels = 2});
    CHECK(one.sig()(0, 1) == 0.5f);
    CHECK(one.sig().sum() == 1);
    CHECK(Ugen::impulse({.freq = 4, .dur = 1}).sig().sum() == 4);
    CHECK_THROWS_AS(Ugen::impulse({.freq = 5, .sr = 4}), ArgumentError);
}

TEST_CASE("gaussian and brown noise repeat with their seed", "[ugen]") {
    for (const Noise type : {Noise::gaussian, Noise::brown}) {
        const Asig a = Ugen::noise({.type = type, .amp = 0.5, .n_rows = 300, .channels = 2, .seed = 7});
        CHECK(a == Ugen::noise({.type = type, .amp = 0.5, .n_rows = 300, .channels = 2, .seed = 7}));
        CHECK_FALSE(a(all, 0) == a(all, 1));
        CHECK(Ugen::noise({.type = type, .n_rows = 0}).samples() == 0);
    }
    const Asig gaussian = Ugen::noise({.type = Noise::gaussian, .amp = 0.25, .n_rows = 300, .seed = 7});
    CHECK(gaussian.sig()(7, 0) == Approx(reference::gaussian_7[7]));
    CHECK(Ugen::noise({.type = Noise::brown, .amp = 0.5, .n_rows = 300, .seed = 7}).peak() == Approx(0.5));
}
