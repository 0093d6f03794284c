// SPDX-License-Identifier: MIT
#include <pya/dsp/run_whole.hpp>
#include <pya/dsp/separate/denoise.hpp>
#include <pya/dsp/separate/denoise_options.hpp>
#include <pya/dsp/source/gaussian.hpp>
#include <pya/dsp/spectral/stft.hpp>
#include <pya/error.hpp>

#include "reference/denoise.hpp"
#include "support/catch.hpp"

#include <cmath>
#include <limits>
#include <numbers>
#include <random>
#include <vector>

using Catch::Matchers::Contains;
using Eigen::ArrayXXd;
using Eigen::ArrayXXf;
using pya::Decibels;
using pya::dsp::Block;
using pya::dsp::DenoiseOptions;
using pya::dsp::Denoiser;
using pya::dsp::Index;
using pya::dsp::learnt_noise;
using pya::dsp::noise_profile;

static_assert(pya::dsp::Processor<Denoiser<float>, float> && pya::dsp::Processor<Denoiser<double>, double>);

namespace {

ArrayXXd column(const std::vector<double>& values) {
    return Eigen::Map<const ArrayXXd>(values.data(), static_cast<Index>(values.size()), 1);
}

ArrayXXd hiss(Index n, double level, std::uint32_t seed = 1) {
    ArrayXXd x(n, 1);
    pya::dsp::gaussian_noise(Block<double>(x), seed, level);
    return x;
}

// Something like speech: syllables of gliding harmonics, with pauses.
ArrayXXd syllables(Index n) {
    ArrayXXd x = ArrayXXd::Zero(n, 1);
    double phase = 0;
    for (Index i = 0; i < n; ++i) {
        const double t = static_cast<double>(i) / 16000, place = std::fmod(t, 0.4) / 0.25;
        phase += 2 * std::numbers::pi * (120 + 40 * std::sin(5 * t)) / 16000;
        if (place > 1) continue;
        for (int h = 1; h < 25; ++h)
            x(i, 0) += 0.1 / h * std::sin(h * phase) * std::pow(std::sin(std::numbers::pi * place), 2);
    }
    return x;
}

ArrayXXd denoised(const ArrayXXd& sig, const ArrayXXd& profile, const DenoiseOptions& options = {}) {
    ArrayXXd out(sig.rows(), sig.cols());
    Denoiser<double> denoiser(profile, options);
    pya::dsp::run_whole<double>(denoiser, sig, out);
    return out;
}

double snr(const ArrayXXd& sound, const ArrayXXd& sig) {
    return 10 * std::log10(sound.square().sum() / (sig - sound).square().sum());
}

// The mean square of the powers of all bins, each relative to its mean: 2 for noise, more for lonely tones.
double kurtosis(const ArrayXXd& sig) {
    const auto transform = pya::dsp::stft(sig, 1, {.nperseg = 1024, .noverlap = 768});
    const ArrayXXd powers = transform.channels[0].abs2().middleCols(5, transform.times.size() - 10);
    const Eigen::ArrayXd means = powers.rowwise().mean();
    return (powers.colwise() / means).square().mean();
}

} // namespace

TEST_CASE("noise is turned down as by the definition with scipy's exponential integral") {
    using namespace denoise_reference;
    const ArrayXXd x = column(noisy);
    const auto off = [&](const std::vector<double>& wanted, const DenoiseOptions& options) {
        return (denoised(x, column(noise), options) - column(wanted)).abs().maxCoeff();
    };
    CHECK(off(by_default, {.nperseg = 32}) < 2e-6);
    CHECK(off(by_30_db, {.nperseg = 32, .reduction = Decibels(30), .smoothing = 0.9}) < 2e-6);
}

TEST_CASE("a noisy sound gains decibels over its noise, learnt or given") {
    const Index n = 64000;
    const ArrayXXd sound = syllables(n);
    for (const auto& [before, learnt, given] : {std::tuple(0., 9.2, 9.6), {10., 4.8, 5.9}, {20., 3.3, 5.1}}) {
        const double level = std::sqrt(sound.square().mean() / std::pow(10, before / 10));
        const ArrayXXd sig = sound + hiss(n, level);
        const double gain = snr(sound, denoised(sig, learnt_noise(sig))) - before;
        const double gain_given = snr(sound, denoised(sig, noise_profile(hiss(n, level, 2)))) - before;
        INFO(before << " dB: " << gain << " and " << gain_given);
        CHECK(gain > learnt);
        CHECK(gain_given > given);
    }
}

TEST_CASE("what is left of noise is softer by the reduction, and noise still") {
    const ArrayXXd noise = hiss(100000, 0.1);
    const double before = kurtosis(noise);
    CHECK(before == Approx(2).margin(0.05));
    for (const double reduction : {6., 12., 18.}) {
        const ArrayXXd left = denoised(noise, noise_profile(noise), {.reduction = Decibels(reduction)});
        const double softer = 10 * std::log10(noise.square().sum() / left.square().sum());
        INFO(reduction << " dB: " << softer << " dB, kurtosis " << kurtosis(left));
        CHECK(softer == Approx(reduction).margin(1.5));
        CHECK(kurtosis(left) < 1.25 * before);
    }
}

TEST_CASE("the learnt powers are those of the noise, also where there is sound half of the time") {
    const Index n = 160000;
    const ArrayXXd noise = hiss(n, 0.01);
    const ArrayXXd wanted = noise_profile(noise);
    const ArrayXXd alone = learnt_noise(noise), with_sound = learnt_noise(syllables(n) + noise);
    CHECK(10 * std::log10(alone.mean() / wanted.mean()) == Approx(0).margin(0.5));
    CHECK(10 * std::log10(with_sound.mean() / wanted.mean()) == Approx(0).margin(1));
    ArrayXXd with_silence = ArrayXXd::Zero(3 * n, 1);
    with_silence.topRows(n) = noise;
    CHECK(10 * std::log10(learnt_noise(with_silence).mean() / wanted.mean()) == Approx(0).margin(0.5));
}

TEST_CASE("any split into blocks gives the same bits of Denoiser, also in place and after reset") {
    const ArrayXXf noise = hiss(6000, 0.1).cast<float>();
    ArrayXXf x(6000, 2), whole(6000, 2), cut(6000, 2);
    x << noise, noise.reverse();
    Denoiser<float> denoiser(noise_profile(x, {.nperseg = 256}), {.nperseg = 256});
    Denoiser<float> copy = denoiser;
    denoiser.process(x, whole);
    denoiser.reset();
    std::mt19937 random(4);
    for (Index i = 0; i < x.rows();) {
        const Index n = std::min<Index>(random() % 300, x.rows() - i);
        denoiser.process(Block<const float>(x).part(i, n), Block<float>(cut).part(i, n));
        i += n;
    }
    CHECK((whole == cut).all());
    copy.process(x, x);
    CHECK((whole == x).all());
}

TEST_CASE("without noise nothing changes, at the stated latency") {
    const ArrayXXd x = syllables(5000);
    const ArrayXXd profile = ArrayXXd::Zero(257, 1);
    CHECK((denoised(x, profile, {.nperseg = 512}) - x).abs().maxCoeff() < 1e-12);
    CHECK(Denoiser<double>(profile, {.nperseg = 512}).latency() == 512);
}

TEST_CASE("a NaN ends with the frames that hold it, and silence stays silence") {
    ArrayXXd x = hiss(20000, 0.1);
    const ArrayXXd profile = noise_profile(x);
    x(7000, 0) = std::numeric_limits<double>::quiet_NaN();
    const ArrayXXd y = denoised(x, profile);
    CHECK(y.topRows(7000 - 1024).isFinite().all());
    CHECK(y.bottomRows(20000 - 7000 - 1024).isFinite().all());
    CHECK((denoised(ArrayXXd::Zero(3000, 1), profile) == 0).all());
    CHECK(denoised(ArrayXXd(0, 1), profile).rows() == 0);
    CHECK(denoised(ArrayXXd::Ones(1, 1), profile).isFinite().all());
    CHECK(learnt_noise(x).isFinite().all());
    CHECK((learnt_noise(ArrayXXd::Zero(3000, 2)) == 0).all());
}

TEST_CASE("noise is not turned down with options out of range or a profile that is none") {
    const ArrayXXd profile = ArrayXXd::Ones(513, 1), x = ArrayXXd::Ones(100, 2);
    CHECK_THROWS_WITH(Denoiser<float>(profile, {.nperseg = 1022}), Contains("nperseg"));
    CHECK_THROWS_WITH(Denoiser<float>(profile, {.nperseg = 512}), Contains("257"));
    CHECK_THROWS_WITH(Denoiser<float>(profile, {.reduction = Decibels(0)}), Contains("reduction"));
    CHECK_THROWS_WITH(Denoiser<float>(profile, {.smoothing = 1}), Contains("smoothing"));
    CHECK_THROWS_WITH(learnt_noise(x, {.quantile = 0}), Contains("quantile"));
    CHECK_THROWS_WITH(Denoiser<float>(ArrayXXd(-profile)), Contains("-1"));
    CHECK_THROWS_AS(Denoiser<float>(ArrayXXd(profile * NAN)), pya::ArgumentError);
    CHECK_THROWS_AS(noise_profile(ArrayXXd(0, 1)), pya::ArgumentError);
    Denoiser<double> denoiser(profile);
    ArrayXXd out = x;
    CHECK_THROWS_WITH(denoiser.process(x, out), Contains("samples x 1"));
}
