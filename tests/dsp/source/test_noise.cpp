// SPDX-License-Identifier: MIT
#include <pya/dsp/source/noise.hpp>

#include <pya/error.hpp>

#include "reference/generators.hpp"
#include "support/catch.hpp"

#include <cmath>
#include <complex>
#include <limits>
#include <numbers>
#include <vector>

using namespace pya::dsp;

static_assert(Source<UniformStream, float> && Source<UniformStream, double>);
static_assert(Source<WhiteNoise, float> && Source<WhiteNoise, double>);
static_assert(Source<PinkNoise, float> && Source<PinkNoise, double>);
static_assert(Processor<PinkFilter, float> && Processor<PinkFilter, double>);

namespace {

/// Gain in dB at a frequency, from the impulse response.
double gain(const std::vector<double>& response, double freq, double sr) {
    std::complex<double> sum = 0;
    for (std::size_t i = 0; i < response.size(); ++i)
        sum += response[i] * std::polar(1.0, -2 * std::numbers::pi * freq / sr * static_cast<double>(i));
    return 20 * std::log10(std::abs(sum));
}

} // namespace

TEST_CASE("White noise is numpy's legacy random stream bit for bit") {
    const Eigen::ArrayXXf noise = white_noise(700, 1, 7, 0.7);
    for (std::size_t i = 0; i < reference::white_7.size(); ++i)
        if (noise(static_cast<Eigen::Index>(i)) != static_cast<float>(reference::white_7[i]))
            FAIL("sample " << i);
    CHECK(reference::white_7.size() == 700);

    std::vector<double> u(20);
    UniformStream(4294967295u).process(u);
    CHECK(u == reference::uniform_largest_seed);
}

TEST_CASE("Every channel of white noise continues where the one before ended") {
    const Eigen::ArrayXXf mono = white_noise(900, 1, 3);
    const Eigen::ArrayXXf stereo = white_noise(450, 2, 3);
    CHECK((stereo.col(0) == mono.col(0).head(450)).all());
    CHECK((stereo.col(1) == mono.col(0).tail(450)).all());
}

TEST_CASE("White noise gives the same bits for any split into blocks") {
    const Eigen::ArrayXXf whole = white_noise(5000, 1, 11, 0.3);
    for (const std::size_t block : {1u, 7u, 311u, 312u, 313u, 1024u}) {
        WhiteNoise noise(11, 0.3);
        std::vector<float> out(5000);
        for (std::size_t i = 0; i < out.size(); i += block)
            noise.process(std::span(out).subspan(i, std::min(block, out.size() - i)));
        INFO("blocks of " << block);
        CHECK((Eigen::Map<Eigen::ArrayXf>(out.data(), 5000) == whole.col(0)).all());
    }
}

TEST_CASE("White noise is flat and has no offset") {
    const Eigen::ArrayXXd noise = white_noise(200000, 1, 1).cast<double>();
    CHECK(noise.mean() == Approx(0).margin(0.006)); // 4.6 standard errors of 1 / sqrt(3 n)
    CHECK(noise.square().mean() == Approx(1. / 3).epsilon(0.01));
    CHECK((noise.topRows(199999) * noise.bottomRows(199999)).mean() == Approx(0).margin(0.004));
}

TEST_CASE("The pink filter gives Kellet's numbers") {
    std::vector<double> out(reference::pink_input.size());
    PinkFilter().process(Block<const double>(reference::pink_input), Block<double>(out));
    for (std::size_t i = 0; i < out.size(); ++i)
        CHECK(out[i] == Approx(reference::pink_raw[i]).margin(1e-10));
}

TEST_CASE("The pink filter falls by 3 dB per octave within half a dB from 50 Hz to 10 kHz") {
    std::vector<double> response(1 << 16);
    response[0] = 1;
    PinkFilter().process(Block<const double>(response), Block<double>(response));
    const double at_1k = gain(response, 1000, 44100);
    for (double freq = 50; freq <= 10000; freq *= std::pow(2, 0.25)) {
        INFO(freq << " Hz");
        CHECK(gain(response, freq, 44100) - at_1k == Approx(-10 * std::log10(freq / 1000)).margin(0.5));
    }
}

TEST_CASE("The pink filter gives the same bits for any split into blocks") {
    const Eigen::ArrayXXf in = white_noise(2000, 1, 5);
    const std::span<const float> all(in.data(), 2000);
    std::vector<float> whole(2000), parts(2000);
    PinkFilter().process(all, Block<float>(whole));
    for (const std::size_t block : {1u, 3u, 64u, 777u}) {
        PinkFilter filter;
        for (std::size_t i = 0; i < 2000; i += block) {
            const std::size_t n = std::min<std::size_t>(block, 2000 - i);
            filter.process(all.subspan(i, n), Block<float>(std::span(parts).subspan(i, n)));
        }
        INFO("blocks of " << block);
        CHECK(parts == whole);
    }
}

TEST_CASE("Pink noise is the filtered stream without its mean at the peak asked for") {
    const Eigen::ArrayXXf pink = pink_noise(200, 1, 7, 0.5);
    for (std::size_t i = 0; i < 200; ++i)
        CHECK(pink(static_cast<Eigen::Index>(i)) == Approx(reference::pink_half[i]).margin(2e-7));
    CHECK(pink.abs().maxCoeff() == 0.5f);
    CHECK(pink.cast<double>().mean() == Approx(0).margin(1e-7));
}

TEST_CASE("Channels of pink noise are independent and the first is the mono signal") {
    const Eigen::ArrayXXf stereo = pink_noise(20000, 2, 7, 0.8);
    CHECK((stereo.col(0) == pink_noise(20000, 1, 7, 0.8).col(0)).all());
    CHECK(stereo.col(1).abs().maxCoeff() == 0.8f);
    const double power =
        std::sqrt(static_cast<double>(stereo.col(0).square().sum() * stereo.col(1).square().sum()));
    CHECK(std::fabs(static_cast<double>((stereo.col(0) * stereo.col(1)).sum())) < 0.3 * power);
}

TEST_CASE("One sample of pink noise is silence and none is none") {
    CHECK(pink_noise(1, 2, 7).isZero(0));
    CHECK(pink_noise(0, 2, 7).size() == 0);
    CHECK(white_noise(0, 1, 7).size() == 0);
    CHECK(white_noise(3, 0, 7).size() == 0);
}

TEST_CASE("Noise rejects sizes below zero and amplitudes that are not finite") {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    CHECK_THROWS_AS(white_noise(-1, 1, 7), pya::ArgumentError);
    CHECK_THROWS_AS(pink_noise(1, -1, 7), pya::ArgumentError);
    CHECK_THROWS_AS(white_noise(10, 1, 7, nan), pya::ArgumentError);
    CHECK_THROWS_AS(pink_noise(10, 1, 7, nan), pya::ArgumentError);
    std::vector<double> three(3), two(2);
    CHECK_THROWS_AS(PinkFilter().process(Block<const double>(three), Block<double>(two)), pya::ArgumentError);
}

TEST_CASE("Noise in float is the noise in double, rounded") {
    CHECK((white_noise(1000, 2, 5, 0.4) == white_noise<double>(1000, 2, 5, 0.4).cast<float>()).all());
    CHECK(
        (pink_noise(1000, 2, 5, 0.4).cast<double>() - pink_noise<double>(1000, 2, 5, 0.4)).abs().maxCoeff() <
        1e-7);
}

TEST_CASE("A stream of noise takes the channels of each sample in turn, as numpy's rand of two sizes") {
    std::vector<double> flat(1400);
    UniformStream(9).process(flat);
    Eigen::ArrayXXd both(700, 2);
    UniformStream(9).process(both);
    for (Eigen::Index i = 0; i < 700; ++i)
        for (Eigen::Index c = 0; c < 2; ++c)
            if (both(i, c) != flat[static_cast<std::size_t>(2 * i + c)]) FAIL(i << ", " << c);
}

TEST_CASE("Noises of several channels give the same bits for any split into blocks and after reset") {
    const auto check = [](auto noise) {
        Eigen::ArrayXXf whole(3000, 3), parts(3000, 3);
        noise.process(whole);
        noise.reset();
        for (Eigen::Index at = 0, size = 1; at < 3000; at += size, size = size * 7 % 613 + 1)
            noise.process(parts.middleRows(at, std::min<Eigen::Index>(size, 3000 - at)));
        CHECK((whole == parts).all());
        CHECK((whole.col(0) != whole.col(1)).any());
    };
    check(UniformStream(3));
    check(WhiteNoise(3));
    check(PinkNoise(3, 0.1, 3));
}

TEST_CASE("A stream of pink noise has the rms asked for and falls with frequency") {
    Eigen::ArrayXXd x(400000, 1);
    PinkNoise(1, 0.1).process(x);
    CHECK(std::sqrt(x.square().mean()) == Approx(0.1).epsilon(0.1));
    CHECK_THROWS_AS(PinkNoise(1, 0.1, 2).process(x), pya::ArgumentError);
    CHECK_THROWS_AS(PinkNoise(1, std::numeric_limits<double>::infinity()), pya::ArgumentError);
    CHECK_THROWS_AS(PinkNoise(1, 0.1, -1), pya::ArgumentError);
}
