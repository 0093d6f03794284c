// SPDX-License-Identifier: MIT
#include <pya/pya.hpp>

#include "support/catch.hpp"

#include <cmath>
#include <numbers>

using namespace pya;
using Kind = Acurve::Kind;

namespace {

Asig noise(Index samples, Index channels = 1, int sr = 1000) {
    return Asig(Eigen::ArrayXXf::Random(samples, channels),
                {.sr = sr,
                 .label = "a",
                 .cn = channels == 2 ? std::vector<std::string>{"l", "r"} : std::vector<std::string>{}});
}

Index length(const Asig& sig, const Acurve& rate, int target_sr = 1000) {
    return sig.resample(target_sr, {.rate = rate, .kind = Interp::samplerate_fastest}).samples();
}

} // namespace

TEST_CASE("resample keeps label, names and channels, and a number as rate means what it did", "[asig]") {
    const Asig a = noise(300, 2);
    const Asig b = a.resample(1500, {.rate = 2});
    CHECK(b.samples() == 225);
    CHECK(b.sr() == 1500);
    CHECK(b.label() == "a_resampled");
    CHECK(b.cn() == a.cn());
    CHECK(b == a.resample(1500, {.rate = 2, .kind = Interp::linear}));
    CHECK(a.resample(1000) == a);
    CHECK(Asig(0).resample(1000).samples() == 0);
    CHECK_THROWS_AS(a.resample(0), ArgumentError);
    CHECK_THROWS_AS(a.resample(1000, {.rate = 0}), ArgumentError);
    CHECK_THROWS_AS(a.resample(1000, {.rate = -1}), ArgumentError);
    CHECK_THROWS_AS(a.resample(500, {.kind = Interp::samplerate_best, .threads = 0}), ArgumentError);
}

TEST_CASE("a rate that glides makes the length at which its integral is that of the signal", "[asig]") {
    const Asig a = noise(1500);
    CHECK(length(a, {{0_s, 1}, {1_s, 2}}) == 1000);                      // 1.5 s in one second
    CHECK(length(a, {{0_s, 1}, {1_s, 2}}, 1600) == 1600);                // at any target rate
    CHECK(length(a, {{0_s, 2}, {1_s, 2}, {1_s, 1}}) == 750);             // ends before the jump
    CHECK(length(a, {{0_s, 1}, {1_s, 1}, {1_s, 0.5}}) == 2000);          // ends after it
    CHECK(length(a, Acurve({{0_s, 1}, {0.5_s, 4}}, Kind::hold)) == 750); // 0.5 s and 1 s at 4
    CHECK(length(a, {{0_s, 0}, {1_s, 0}, {1_s, 1}}) == 2500);            // waits for a second
    CHECK(length(noise(1001), {{0_s, 2}}) == 500);                       // rounds down
    CHECK(length(noise(1), {{0_s, 1}}) == 1);
    CHECK(length(Asig(0), {{0_s, 1}, {1_s, 2}}) == 0);
    CHECK(length(Asig(0), {{0_s, 0}}) == 0);
    const double doubling = std::log(2.0); // an octave up in a second plays 1 / ln 2 seconds
    CHECK(length(noise(static_cast<Index>(1000 / doubling)),
                 Acurve({{0_s, 1}, {1_s, 2}}, Kind::exponential)) == 999);
}

TEST_CASE("a tone under a gliding rate has the phase of the curve's integral", "[asig]") {
    const int sr = 8000;
    const Asig tone = Ugen::sine({.freq = 500, .dur = 2_s, .sr = sr});
    const Acurve rate({{0_s, 0.5}, {1_s, 2}});
    const Asig out = tone.resample(sr, {.rate = rate});
    REQUIRE(out.samples() == static_cast<Index>((1 + 0.75 / 2) * sr));
    double worst = 0;
    for (Index i = 400; i < out.samples() - 400; ++i) {
        const double time = static_cast<double>(i) / sr;
        const double wanted = std::sin(2 * std::numbers::pi * 500 * rate.integral(time));
        worst = std::max(worst, std::abs(out.sig()(i, 0) - wanted));
    }
    CHECK(ampdb(worst) < -100);
}

TEST_CASE("at a rate of -1 a signal is its mirror image", "[asig]") {
    const Asig a = noise(400, 2);
    const Asig back = a.resample(1000, {.rate = Acurve({{0_s, -1}}), .kind = Interp::linear});
    REQUIRE(back.samples() == 400);
    CHECK((back.sig() == a.sig().colwise().reverse()).all());
    CHECK(length(a, {{0_s, -2}}) == 200);
    CHECK(length(a, {{0_s, -1}, {0.1_s, -3}}) == length(a, {{0_s, 1}, {0.1_s, 3}}));
}

TEST_CASE("a rate that turns plays forwards and back until it leaves the signal", "[asig]") {
    const Asig ramp(Eigen::ArrayXf::LinSpaced(1000, 0, 999), {.sr = 1000});
    // Forwards for 0.5 s, then back until it leaves the signal at its start; one sample before the start is
    // still inside.
    const Asig there_and_back =
        ramp.resample(1000, {.rate = Acurve({{0_s, 1}, {0.5_s, -1}}, Kind::hold), .kind = Interp::linear});
    REQUIRE(there_and_back.samples() == 1001);
    CHECK(there_and_back.sig().maxCoeff() == 500);
    CHECK(there_and_back.sig()(499, 0) == 499);
    CHECK(there_and_back.sig()(501, 0) == 499);
    CHECK(there_and_back.sig()(1000, 0) == 0);
    // It leaves the signal at its end, after a turn within it.
    CHECK(length(ramp, {{0_s, 1}, {1_s, -0.5}, {2_s, 1}}) == 2500);
}

TEST_CASE("interpolating and samplerate kinds play a curve, the sinc kinds a number", "[asig]") {
    const Asig a = noise(200, 3);
    const Acurve glide({{0_s, 1}, {0.1_s, 1.5}});
    for (const Interp kind : {Interp::linear, Interp::nearest, Interp::cubic, Interp::samplerate_medium})
        CHECK(a.resample(1000, {.rate = glide, .kind = kind}).samples() == length(a, glide));
    CHECK(a.resample(1000, {.rate = glide}) ==
          a.resample(1000, {.rate = glide, .kind = Interp::samplerate_best}));
    CHECK_THROWS_AS(a.resample(1000, {.rate = glide, .kind = Interp::sinc_best}), ArgumentError);
}

TEST_CASE("a rate that never leads out of the signal is refused, and the signal stays", "[asig]") {
    const Asig a = noise(1000), before = a;
    CHECK_THROWS_AS(length(a, {{0_s, 0}}), ArgumentError);
    CHECK_THROWS_AS(length(a, {{0_s, 1}, {0.5_s, 0}}), ArgumentError);
    CHECK_THROWS_AS(length(a, {{0_s, 1e-300}}), ArgumentError);
    CHECK_THROWS_AS(length(a, {{0_s, 300}}), ArgumentError); // more than 256 samples at once
    CHECK_THROWS_AS(length(a, {{0_s, 0}, {1e300, 0}, {1e300, 1}}), ArgumentError);
    CHECK(a == before);
}
