// SPDX-License-Identifier: MIT
#include <pya/asig.hpp>
#include <pya/asig/loudness.hpp>
#include <pya/dsp/loudness/limiter.hpp>
#include <pya/dsp/loudness/meter.hpp>
#include <pya/dsp/loudness/true_peak.hpp>
#include <pya/ugen.hpp>

#include "support/catch.hpp"

#include <cmath>
#include <limits>

using namespace pya;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

Asig tone(double dbfs, Seconds dur, Index channels = 2) {
    return Ugen::sine(
        {.freq = 1000, .amp = std::pow(10, dbfs / 20), .dur = dur, .sr = 48000, .channels = channels});
}

} // namespace

TEST_CASE("a stereo sine of 1 kHz is as loud as its peak says", "[asig][loudness]") {
    const Loudness loud = tone(-23, 20_s).loudness();
    CHECK(std::abs(loud.integrated + 23) < 0.1); // EBU Tech 3341, case 1
    CHECK(std::abs(loud.momentary + 23) < 0.1);
    CHECK(std::abs(loud.short_term + 23) < 0.1);
    CHECK(std::abs(loud.ungated + 23) < 0.1);
    CHECK(std::abs(loud.true_peak + 23) < 0.02);
    CHECK(loud.range < 0.1);
}

TEST_CASE("loudness is that of the meter, whatever the number of channels", "[asig][loudness]") {
    for (const Index channels : {1, 2, 3, 5, 6}) {
        const Asig noise = Ugen::noise({.dur = 5_s, .sr = 44100, .channels = channels, .seed = 3});
        dsp::LoudnessMeter<float> meter(44100, channels);
        meter.process(noise.sig());
        CHECK(noise.loudness().integrated == meter.integrated());
        CHECK(noise.loudness().range == meter.range());
    }
}

TEST_CASE("another layout counts the channels in another way", "[asig][loudness]") {
    const Asig two = tone(-20, 2_s);
    using dsp::Speaker;
    const double surround =
        two.loudness({.layout = {Speaker::left_surround, Speaker::right_surround}}).integrated;
    CHECK(std::abs(surround - two.loudness().integrated - 10 * std::log10(1.41)) < 1e-9);
    CHECK(two.loudness({.layout = {Speaker::lfe, Speaker::lfe}}).integrated == -infinity);
    CHECK_THROWS_AS(two.loudness({.layout = {Speaker::left}}), ArgumentError);
    CHECK_THROWS_AS(Asig(1_s, {.channels = 7}).loudness(), ArgumentError);
}

TEST_CASE("short and soft signals have an ungated loudness, silence has none", "[asig][loudness]") {
    const Loudness grain = tone(-23, 50_ms).loudness();
    CHECK(grain.integrated == -infinity);
    CHECK(std::abs(grain.ungated + 23) < 0.5);
    CHECK(grain.range == 0);
    const Loudness soft = tone(-90, 2_s).loudness();
    CHECK(soft.integrated == -infinity);
    CHECK(std::abs(soft.ungated + 90) < 0.1);
    for (const Asig& silence : {Asig(1_s), Asig(0)}) {
        CHECK(silence.loudness().ungated == -infinity);
        CHECK(silence.loudness().true_peak == -infinity);
        CHECK(silence.norm(-23_LUFS) == silence);
    }
}

TEST_CASE("norm to a loudness gets there", "[asig][loudness]") {
    const Asig noise = Ugen::noise({.type = Noise::pink, .dur = 4_s, .channels = 2, .seed = 5}).fade_out(2);
    CHECK(std::abs(noise.norm(-23_LUFS).loudness().integrated + 23) < 1e-4);
    CHECK(std::abs(noise.norm(-16.5_LUFS).loudness().integrated + 16.5) < 1e-4);
    CHECK(std::abs(tone(-30, 20_ms).norm(-20_LUFS).loudness().ungated + 20) < 1e-4);
    CHECK(std::abs(tone(-90, 1_s).norm(-20_LUFS).loudness().ungated + 20) < 1e-4);
}

TEST_CASE("one gain is for all channels", "[asig][loudness]") {
    const Asig sides = tone(-20, 1_s).gain({1, 0.25}).norm(-23_LUFS);
    CHECK(std::abs(sides.sig().col(0).maxCoeff() / sides.sig().col(1).maxCoeff() - 4) < 1e-5);
}

TEST_CASE("the true peak of a sine between its samples is its amplitude", "[asig][loudness]") {
    Asig quarter(48000, {.sr = 48000}); // a quarter of the rate, sampled at 45 degrees
    for (Index i = 0; i < quarter.samples(); ++i)
        quarter.write()(i, 0) =
            static_cast<float>(0.5 * std::sin(M_PI / 2 * static_cast<double>(i) + M_PI / 4));
    quarter = quarter.fade_in(0.1).fade_out(0.1);
    CHECK(std::abs(quarter.true_peak() - 20 * std::log10(0.5)) < 0.02);
    CHECK(20 * std::log10(quarter.sig().abs().maxCoeff()) < -9);
}

TEST_CASE("limit holds the true peak, and what is below it passes", "[asig][loudness]") {
    const Asig loud = Ugen::noise({.dur = 1_s, .channels = 2, .seed = 7}).gain(2);
    const Asig limited = loud.limit(-1_dBTP);
    CHECK(limited.samples() == loud.samples());
    CHECK(limited.true_peak() < -1 + 0.05);
    CHECK(limited.true_peak() > -1.5);
    const Asig soft = loud.gain(0.1);
    CHECK(soft.limit() == soft);
    CHECK(loud.limit({.ceiling = -6_dB, .release = 0.01}).true_peak() < -6 + 0.05);
    CHECK(Asig(0).limit().samples() == 0);
    CHECK_THROWS_AS(loud.limit({.lookahead = -1}), ArgumentError);
}

TEST_CASE("a rate too low for loudness is refused", "[asig][loudness]") {
    CHECK_THROWS_AS(Asig(1_s, {.sr = 1000}).loudness(), ArgumentError);
    CHECK_THROWS_AS(Asig(1_s, {.sr = 1000}).norm(-20_LUFS), ArgumentError);
}
