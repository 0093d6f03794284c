// SPDX-License-Identifier: MIT
#include <pya/dsp/feature/decibels.hpp>
#include <pya/dsp/feature/feature_analyser.hpp>
#include <pya/dsp/rhythm/onset_strength.hpp>
#include <pya/error.hpp>

#include "reference/rhythm.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

using namespace pya::dsp;

namespace {

Block<const double> reference_decibels() {
    return {reference::rhythm_decibels.data(), reference::rhythm_bands,
            std::ssize(reference::rhythm_decibels) / reference::rhythm_bands};
}

// Frames that are moved by two.
FrameOptions two_later() { return {.nperseg = 512, .stride = reference::rhythm_stride}; }

void check_near(const std::vector<double>& got, const std::vector<double>& want) {
    REQUIRE(got.size() == want.size());
    for (std::size_t i = 0; i < want.size(); ++i) {
        CAPTURE(i);
        CHECK(got[i] == Approx(want[i]).epsilon(1e-10).margin(1e-11));
    }
}

// Bursts of a tone every half second.
std::vector<double> bursts(Index n, double sr) {
    std::vector<double> x(static_cast<std::size_t>(n));
    for (std::size_t i = 0; i < x.size(); ++i) {
        const double t = static_cast<double>(i) / sr;
        x[i] = std::sin(3000 * t) * std::exp(-20 * std::fmod(t, 0.5));
    }
    return x;
}

} // namespace

TEST_CASE("onset strength has the numbers of the reference", "[dsp][rhythm]") {
    check_near(onset_strength(reference_decibels(), {.frames = two_later()}), reference::rhythm_strength);
    check_near(onset_strength(reference_decibels(),
                              {.lag = 2, .max_size = 4, .center = false, .aggregate = Aggregate::median}),
               reference::rhythm_wide_strength);
    check_near(onset_strength(reference_decibels(), {.max_size = 3, .detrend = true, .frames = two_later()}),
               reference::rhythm_detrended);
}

TEST_CASE("each group of bands has an onset strength of its own", "[dsp][rhythm]") {
    const std::vector<double> both =
        onset_strength(reference_decibels(), {.groups = {0, 2, 6}, .frames = two_later()});
    std::vector<double> low, high;
    for (std::size_t i = 0; i < both.size(); i += 2) {
        low.push_back(both[i]);
        high.push_back(both[i + 1]);
    }
    check_near(low, reference::rhythm_low_strength);
    check_near(high, reference::rhythm_high_strength);
}

TEST_CASE("the onset strength of a signal is that of its mel spectrum, channel by channel", "[dsp][rhythm]") {
    const std::vector<double> x = bursts(16000, 8000);
    const OnsetStrengthOptions options{.frames = {.nperseg = 512, .stride = 128}, .mel = {.n_mels = 20}};
    FeatureTable mel = features(Block<const double>(x), 8000, {"mel"}, options.frames, {.mel = options.mel});
    power_to_db(mel.values, mel.values);
    const std::vector<double> one =
        onset_strength(Block<const double>(mel.values.data(), 20, mel.frames), options);
    CHECK(onset_strength(Block<const double>(x), 8000, options) == one);
    CHECK(one.size() == 126);
    CHECK(std::max_element(one.begin() + 40, one.begin() + 80) - one.begin() == Approx(62).margin(2));

    std::vector<double> two(x);
    two.insert(two.end(), x.begin(), x.end());
    const std::vector<double> both = onset_strength(Block<const double>(two.data(), 16000, 2), 8000, options);
    REQUIRE(both.size() == 252);
    for (std::size_t t = 0; t < one.size(); ++t) {
        CHECK(both[2 * t] == one[t]);
        CHECK(both[2 * t + 1] == one[t]);
    }
}

TEST_CASE("silence, few frames and no frames have no onset strength", "[dsp][rhythm]") {
    const std::vector<double> silence(8000);
    for (const double value : onset_strength(Block<const double>(silence), 8000)) CHECK(value == 0);
    CHECK(onset_strength(reference_decibels().channels_from(0, 2), {.lag = 3}) == std::vector<double>{0, 0});
    CHECK(onset_strength(reference_decibels().channels_from(0, 0)).empty());
    CHECK(onset_strength(Block<const double>(silence.data(), 0), 8000).empty());
    CHECK(onset_strength(Block<const double>(silence.data(), 1), 8000) == std::vector<double>{0});
}

TEST_CASE("a NaN hides the onset strength where it is, and no other", "[dsp][rhythm]") {
    std::vector<double> decibels = reference::rhythm_decibels;
    decibels[6 * 20 + 3] = std::numeric_limits<double>::quiet_NaN();
    const std::vector<double> got =
        onset_strength(Block<const double>(decibels.data(), 6, 40), {.frames = two_later()});
    for (std::size_t t = 0; t < got.size(); ++t) CHECK(std::isnan(got[t]) == (t == 22 || t == 23));
}

TEST_CASE("onset strength refuses options out of range", "[dsp][rhythm]") {
    const auto refused = [](const OnsetStrengthOptions& options) {
        CHECK_THROWS_AS(onset_strength(reference_decibels(), options), pya::ArgumentError);
    };
    refused({.lag = 0});
    refused({.max_size = 0});
    refused({.groups = {0}});
    refused({.groups = {0, 3, 3}});
    refused({.groups = {-1, 3}});
    refused({.groups = {0, 7}});
    refused({.frames = {.stride = 0}});
    const std::vector<double> x(100);
    CHECK_THROWS_AS(onset_strength(Block<const double>(x), 0), pya::ArgumentError);
    CHECK_THROWS_AS(onset_strength(Block<const double>(x), 8000, {.mel = {.fmax = 5000}}),
                    pya::ArgumentError);
    CHECK_THROWS_AS(onset_strength(Block<const double>(x.data(), 0, 3)), pya::ArgumentError);
}
