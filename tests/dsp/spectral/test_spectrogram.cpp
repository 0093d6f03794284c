// SPDX-License-Identifier: MIT
#include <pya/dsp/spectral/spectrogram.hpp>
#include <pya/error.hpp>

#include "reference/stft.hpp"
#include "support/catch.hpp"

#include <cmath>

using namespace pya::dsp;
using Eigen::ArrayXXd;
using pya::dsp::SpectrogramMode;
using pya::dsp::SpectrogramOptions;

TEST_CASE("the spectrogram is the one of scipy in every mode", "[spectrogram]") {
    const ArrayXXd x =
        Eigen::Map<const Eigen::ArrayXd>(stft_signal.data(), static_cast<Eigen::Index>(stft_signal.size()));
    for (const SpectrogramCase& c : spectrogram_cases) {
        const auto [freqs, times, channels] = spectrogram(x, 100, c.options);
        REQUIRE(freqs.size() == static_cast<Eigen::Index>(c.freqs.size()));
        REQUIRE(times.size() == static_cast<Eigen::Index>(c.times.size()));
        REQUIRE(channels.at(0).size() == static_cast<Eigen::Index>(c.values.size()));
        for (std::size_t i = 0; i < c.freqs.size(); ++i)
            CHECK(freqs[static_cast<Eigen::Index>(i)] == Approx(c.freqs[i]).margin(1e-12));
        for (std::size_t i = 0; i < c.times.size(); ++i)
            CHECK(times[static_cast<Eigen::Index>(i)] == Approx(c.times[i]).margin(1e-12));
        for (std::size_t i = 0; i < c.values.size(); ++i)
            CHECK(channels[0].data()[i] == Approx(c.values[i]).epsilon(1e-9).margin(1e-12));
    }
}

TEST_CASE("magnitude and angle are those of the complex spectrogram", "[spectrogram]") {
    const ArrayXXd x = ArrayXXd::Random(400, 2);
    const auto z = complex_spectrogram(x, 8000, {.nperseg = 64});
    const auto magnitude = spectrogram(x, 8000, {.nperseg = 64, .mode = SpectrogramMode::magnitude});
    const auto angle = spectrogram(x, 8000, {.nperseg = 64, .mode = SpectrogramMode::angle});
    for (std::size_t c = 0; c < 2; ++c) {
        CHECK((z.channels[c].abs() - magnitude.channels[c]).abs().maxCoeff() < 1e-15);
        CHECK((z.channels[c].arg() == angle.channels[c]).all());
    }
}

TEST_CASE("unwrapped phases differ from the angles by whole turns and jump by no more than half of one",
          "[spectrogram]") {
    const ArrayXXd x = ArrayXXd::Random(400, 1);
    const auto angle = spectrogram(x, 1, {.nperseg = 64, .mode = SpectrogramMode::angle}).channels[0];
    const auto phase = spectrogram(x, 1, {.nperseg = 64, .mode = SpectrogramMode::phase}).channels[0];
    const ArrayXXd turns = (phase - angle) / (2 * 3.141592653589793);
    CHECK((turns - turns.round()).abs().maxCoeff() < 1e-12);
    CHECK((phase.bottomRows(32) - phase.topRows(32)).abs().maxCoeff() < 3.1416);
}

TEST_CASE("the density of white noise is its variance over half the sampling rate", "[spectrogram]") {
    const ArrayXXd x = ArrayXXd::Random(200000, 1);
    const auto s = spectrogram(x, 1000, {.nperseg = 128}).channels[0];
    CHECK(s.middleRows(2, 60).mean() == Approx(1.0 / 3 / 500).epsilon(0.01));
}

TEST_CASE("single precision follows double precision", "[spectrogram]") {
    const ArrayXXd x = ArrayXXd::Random(400, 1);
    const auto wide = spectrogram(x, 8000, {.nperseg = 50}).channels[0];
    const auto narrow = spectrogram(x.cast<float>().eval(), 8000, {.nperseg = 50}).channels[0];
    CHECK((wide - narrow.cast<double>()).abs().maxCoeff() < 1e-6 * wide.maxCoeff());
}

TEST_CASE("a short or empty signal has a short or empty spectrogram", "[spectrogram]") {
    CHECK(spectrogram(ArrayXXd::Random(100, 1), 1).freqs.size() == 51);
    const auto s = spectrogram(ArrayXXd(0, 2), 1);
    CHECK(s.freqs.size() == 0);
    CHECK(s.channels.size() == 2);
    CHECK(spectrogram(ArrayXXd::Ones(1, 1), 1).channels[0].size() == 1);
}

TEST_CASE("impossible parameters of a spectrogram are refused", "[spectrogram]") {
    const ArrayXXd x = ArrayXXd::Random(300, 1);
    const SpectrogramOptions options =
        GENERATE(SpectrogramOptions{.nperseg = 0}, SpectrogramOptions{.nperseg = 64, .noverlap = 64},
                 SpectrogramOptions{.nperseg = 64, .nfft = 10},
                 SpectrogramOptions{.window = {"general_cosine", 0}, .scaling = pya::dsp::Scaling::spectrum});
    CHECK_THROWS_AS(spectrogram(x, 1, options), pya::ArgumentError);
    CHECK_THROWS_AS(spectrogram(x, -1), pya::ArgumentError);
}
