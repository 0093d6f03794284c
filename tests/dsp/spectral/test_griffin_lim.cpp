// SPDX-License-Identifier: MIT
#include <pya/dsp/spectral/griffin_lim.hpp>
#include <pya/dsp/spectral/griffin_lim_options.hpp>
#include <pya/error.hpp>

#include "reference/griffin_lim.hpp"
#include "support/catch.hpp"

#include <cmath>
#include <limits>
#include <vector>

using Catch::Matchers::Contains;
using Eigen::ArrayXXd;
using pya::dsp::FirstPhase;
using pya::dsp::griffin_lim;
using pya::dsp::GriffinLimOptions;
using pya::dsp::Index;
using pya::dsp::istft;
using pya::dsp::stft;
using pya::dsp::StftOptions;
using pya::dsp::StftResult;

namespace {

const StftOptions frames_of_16{.nperseg = 16, .noverlap = 12};

ArrayXXd column(const std::vector<double>& values) {
    return Eigen::Map<const ArrayXXd>(values.data(), static_cast<Index>(values.size()), 1);
}

template <class T>
double error(const std::vector<double>& wanted, const GriffinLimOptions& options) {
    const Eigen::ArrayXX<T> sig = column(griffin_lim_reference::signal).cast<T>();
    const Eigen::ArrayXX<T> found = istft(griffin_lim(stft(sig, 1, frames_of_16), options));
    return (found.template cast<double>() - column(wanted)).abs().maxCoeff();
}

// Two tones that glide, with noise.
ArrayXXd glides(Index n) {
    ArrayXXd x(n, 1);
    for (Index i = 0; i < n; ++i) {
        const double t = static_cast<double>(i) / 8000;
        x(i, 0) = std::sin(2000 * t + 900 * t * t) + 0.5 * std::sin(7000 * t - 2500 * t * t) +
                  0.01 * (static_cast<double>(i * i % 1009) / 1009 - 0.5);
    }
    return x;
}

// How far the magnitudes of the signal that was found are from those that were wanted, in dB.
double inconsistency(const StftResult<double>& wanted, const GriffinLimOptions& options) {
    const auto again = stft(istft(griffin_lim(wanted, options)), 1, wanted.options);
    const ArrayXXd magnitudes = wanted.channels[0].abs();
    return 10 * std::log10((again.channels[0].abs() - magnitudes).square().sum() / magnitudes.square().sum());
}

} // namespace

TEST_CASE("phases are found as by the definition on scipy's transforms") {
    using namespace griffin_lim_reference;
    CHECK(error<double>(from_zero, {.first = FirstPhase::zero}) < 1e-9);
    CHECK(error<double>(plain, {.iterations = 5, .momentum = 0, .first = FirstPhase::zero}) < 1e-11);
    CHECK(error<double>(from_random, {.iterations = 10, .momentum = 0.5, .seed = 3}) < 1e-10);
    CHECK(error<float>(plain, {.iterations = 5, .momentum = 0, .first = FirstPhase::zero}) < 1e-5);
}

TEST_CASE("the signal has nearly the magnitudes that were wanted, and momentum brings it nearer") {
    const auto wanted = stft(glides(8000), 1, {.nperseg = 256, .noverlap = 192});
    const double fast = inconsistency(wanted, {}), slow = inconsistency(wanted, {.momentum = 0});
    INFO(fast << " and " << slow << " dB");
    CHECK(fast < -20);
    CHECK(fast < slow - 3);
}

TEST_CASE("phases that suit already stay, and give back the signal") {
    const ArrayXXd sig = glides(1001);
    const auto transform = stft(sig, 1, {.nperseg = 128, .noverlap = 96});
    const ArrayXXd again = istft(griffin_lim(transform, {.first = FirstPhase::own}));
    CHECK((again - sig).abs().maxCoeff() < 1e-9);
}

TEST_CASE("the magnitudes that are given stay") {
    auto transform = stft(glides(500), 1, {.nperseg = 64, .noverlap = 48, .return_onesided = false});
    const ArrayXXd magnitudes = transform.channels[0].abs();
    const auto found = griffin_lim(transform, {.iterations = 3});
    CHECK((found.channels[0].abs() - magnitudes).abs().maxCoeff() < 1e-12);
}

TEST_CASE("the same seed finds the same phases in every channel, and another one others") {
    ArrayXXd sig(600, 2);
    sig << glides(600), glides(600);
    const auto transform = stft(sig, 1, {.nperseg = 64, .noverlap = 48});
    const ArrayXXd a = istft(griffin_lim(transform)), b = istft(griffin_lim(transform));
    CHECK((a == b).all());
    CHECK((a.col(0) == a.col(1)).all());
    CHECK((a - istft(griffin_lim(transform, {.seed = 1}))).abs().maxCoeff() > 0.01);
}

TEST_CASE("griffin_lim takes silence, a single sample and nothing") {
    CHECK((istft(griffin_lim(stft(ArrayXXd::Zero(300, 1)))) == 0).all());
    CHECK(istft(griffin_lim(stft(ArrayXXd::Constant(1, 1, 0.5)))).rows() == 1);
    CHECK(istft(griffin_lim(stft(ArrayXXd(0, 1)))).rows() == 0);
    auto transform = stft(glides(300));
    transform.channels[0](3, 1) = std::numeric_limits<double>::quiet_NaN();
    CHECK(istft(griffin_lim(transform)).hasNaN());
}

TEST_CASE("griffin_lim refuses options out of range, and transforms without a signal") {
    const auto transform = stft(glides(300));
    CHECK_THROWS_WITH(griffin_lim(transform, {.iterations = -1}), Contains("iterations"));
    CHECK_THROWS_WITH(griffin_lim(transform, {.momentum = -0.1}), Contains("momentum"));
    CHECK_THROWS_WITH(griffin_lim(transform, {.momentum = NAN}), Contains("momentum"));
    CHECK_THROWS_WITH(griffin_lim(stft(glides(300), 1, {.noverlap = 0})), Contains("noverlap"));
    auto wrong = transform;
    wrong.samples = 3000;
    CHECK_THROWS_WITH(griffin_lim(wrong), Contains("3000 samples"));
}
