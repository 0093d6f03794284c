// SPDX-License-Identifier: MIT
#include <pya/asig.hpp>
#include <pya/astft.hpp>
#include <pya/dsp/separate/denoise.hpp>
#include <pya/dsp/separate/hpss.hpp>
#include <pya/error.hpp>
#include <pya/units.hpp>

#include "support/catch.hpp"

#include <Eigen/Core>

#include <cstdlib>
#include <string>
#include <vector>

using Catch::Matchers::Contains;
using pya::Asig;
using pya::Astft;
using pya::Index;

namespace {

Asig two_channels(Index samples) {
    std::srand(5);
    return Asig(Eigen::ArrayXXf::Random(samples, 2), {.sr = 8000, .label = "word", .cn = {"l", "r"}});
}

} // namespace

TEST_CASE("a signal is taken apart as by dsp::hpss, and keeps its rate and names") {
    const Asig sig = two_channels(5000);
    auto [harmonic, percussive] = sig.hpss({.harmonic_width = 7});
    const auto wanted = pya::dsp::hpss(sig.sig(), {.harmonic_width = 7});
    CHECK((harmonic.sig() == wanted.harmonic).all());
    CHECK((percussive.sig() == wanted.percussive).all());
    CHECK(harmonic.label() == "word_harmonic");
    CHECK(percussive.label() == "word_percussive");
    CHECK(percussive.sr() == 8000);
    CHECK(percussive.cn() == std::vector<std::string>{"l", "r"});
}

TEST_CASE("the residual of a signal is what its parts leave") {
    const Asig sig = two_channels(5000);
    const auto whole = sig.hpss();
    CHECK((sig - whole.harmonic - whole.percussive).peak() < 1e-6);
    const auto parts = sig.hpss({.harmonic_margin = 2, .percussive_margin = 2});
    CHECK((sig - parts.harmonic - parts.percussive).peak() > 0.1);
}

TEST_CASE("signals of any length are taken apart") {
    for (const Index n : {0, 1, 2, 500}) CHECK(two_channels(n).hpss().harmonic.samples() == n);
}

TEST_CASE("a transform is taken apart into two that add up to it") {
    const Astft stft = two_channels(3000).to_stft({.nperseg = 128});
    auto [harmonic, percussive] = stft.hpss({.percussive_width = 9});
    const auto masks = pya::dsp::hpss_masks(Eigen::ArrayXXf(stft.stft(1).abs()), {.percussive_width = 9});
    CHECK((harmonic.stft(1) - stft.stft(1) * masks.harmonic).abs().maxCoeff() < 1e-7f);
    CHECK((percussive.stft(1) - stft.stft(1) * masks.percussive).abs().maxCoeff() < 1e-7f);
    CHECK(harmonic.label() == "word_stft_harmonic");
    CHECK(((harmonic + percussive).to_sig() - stft.to_sig()).peak() < 1e-6);
}

TEST_CASE("hpss of a signal refuses options out of range") {
    const Asig sig = two_channels(100);
    CHECK_THROWS_WITH(sig.hpss({.power = -1}), Contains("Asig::hpss") && Contains("power"));
    CHECK_THROWS_WITH(sig.to_stft().hpss({.harmonic_width = 0}), Contains("Astft::hpss"));
}

TEST_CASE("noise is turned down as by dsp::Denoiser, learnt from the signal or from another one") {
    Asig sig = 0.01 * two_channels(9000);
    sig(pya::slice(3000, 6000)) *= 20;
    const Asig softer = sig.denoise(), given = sig.denoise(sig(pya::slice(0, 3000)));
    CHECK(softer.samples() == 9000);
    CHECK(softer.label() == sig.label() + "_denoised");
    CHECK(softer.cn() == std::vector<std::string>{"l", "r"});
    for (const Asig& made : {softer, given}) {
        CHECK(made.sig().topRows(2000).abs().maxCoeff() < 0.4f * sig.sig().topRows(2000).abs().maxCoeff());
        CHECK(made.sig().middleRows(4000, 1000).abs().maxCoeff() > 0.15f);
    }
    CHECK(sig.denoise(sig(pya::slice(0, 3000), 0)).channels() == 2);
    CHECK(sig.denoise({.nperseg = 256, .reduction = pya::Decibels(6)}).peak() > softer.peak() * 0.9);
    for (const Index n : {0, 1, 500}) CHECK(two_channels(n).denoise().samples() == n);
}

TEST_CASE("denoise of a signal refuses options out of range and noise that doesn't fit") {
    const Asig sig = two_channels(3000);
    CHECK_THROWS_WITH(sig.denoise({.nperseg = 3}), Contains("Asig::denoise") && Contains("nperseg"));
    CHECK_THROWS_WITH(sig.denoise(Asig(100, {.sr = 44100})), Contains("44100 Hz"));
    CHECK_THROWS_WITH(sig.denoise(Asig(100, {.sr = 8000, .channels = 3})), Contains("3 channels"));
    CHECK_THROWS_WITH(sig.denoise(Asig(0, {.sr = 8000})), Contains("no samples"));
}
