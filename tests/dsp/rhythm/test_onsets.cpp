// SPDX-License-Identifier: MIT
#include <pya/dsp/rhythm/onsets.hpp>
#include <pya/error.hpp>

#include "support/catch.hpp"

#include <cmath>
#include <limits>
#include <random>
#include <vector>

using namespace pya::dsp;
using pya::ArgumentError;

static_assert(Analyser<OnsetDetector<float>, float>);
static_assert(Analyser<OnsetDetector<double>, double>);

namespace {

// Plucked notes of eight partials that begin at these times, in s.
std::vector<double> plucked(const std::vector<double>& begins, double dur, double sr, double amp = 0.4) {
    std::vector<double> x(static_cast<std::size_t>(dur * sr));
    for (std::size_t note = 0; note < begins.size(); ++note) {
        const double freq = 220 * std::exp2(static_cast<double>(note * 5 % 12) / 12);
        const auto first = static_cast<std::size_t>(std::ceil(begins[note] * sr));
        for (std::size_t i = first; i < x.size(); ++i) {
            const double t = static_cast<double>(i) / sr - begins[note];
            for (int k = 1; k <= 8 && k * freq < sr / 2; ++k)
                x[i] += amp / k * std::exp(-t * (3 + k)) * std::sin(2 * M_PI * k * freq * t);
        }
    }
    return x;
}

const std::vector<double> begins{0.2, 0.55, 0.9, 1.41, 1.6, 2.3, 2.47};

template <class T>
std::vector<Index> in_blocks(const std::vector<T>& x, double sr, unsigned seed) {
    OnsetDetector<T> detector(sr);
    std::vector<Index> found;
    const auto keep = [&](const Onset& onset) { found.push_back(onset.position); };
    std::mt19937 random(seed);
    const Block<const T> all(x);
    for (Index first = 0, n = 0; first < all.samples(); first += n) {
        n = std::min<Index>(static_cast<Index>(random() % 3000), all.samples() - first);
        detector.process(all.part(first, n), keep);
    }
    detector.finish(keep);
    return found;
}

} // namespace

TEST_CASE("plucked notes are found where they begin, at any rate and level", "[dsp][rhythm]") {
    for (const double sr : {8000.0, 16000.0, 22050.0, 44100.0, 48000.0, 96000.0, 192000.0})
        for (const double amp : {0.4, 0.004}) {
            const std::vector<Onset> found = find_onsets(plucked(begins, 3, sr, amp), sr);
            REQUIRE(found.size() == begins.size());
            for (std::size_t i = 0; i < begins.size(); ++i)
                CHECK(std::abs(static_cast<double>(found[i].position) / sr - begins[i]) < 0.008);
        }
}

TEST_CASE("a sharp attack is found to the millisecond", "[dsp][rhythm]") {
    for (const double sr : {8000.0, 44100.0, 96000.0}) {
        std::vector<double> x(static_cast<std::size_t>(3 * sr));
        std::mt19937 random(9);
        std::normal_distribution<double> white;
        for (double& sample : x) sample = 1e-4 * white(random);
        for (const double begin : begins)
            for (auto i = static_cast<std::size_t>(std::ceil(begin * sr)); i < x.size(); ++i)
                x[i] += 0.2 * white(random) * std::exp(-60 * (static_cast<double>(i) / sr - begin));
        const std::vector<Onset> found = find_onsets(x, sr);
        REQUIRE(found.size() == begins.size());
        for (std::size_t i = 0; i < begins.size(); ++i)
            CHECK(std::abs(static_cast<double>(found[i].position) / sr - begins[i]) < 0.001);
    }
}

TEST_CASE("a note at the very start counts", "[dsp][rhythm]") {
    const std::vector<Onset> found = find_onsets(plucked({0, 0.5}, 1, 44100), 44100);
    REQUIRE(found.size() == 2);
    CHECK(found[0].position < 100);
}

TEST_CASE("any split into blocks finds the same onsets", "[dsp][rhythm]") {
    const std::vector<double> x = plucked(begins, 3, 44100, 0.8);
    const std::vector<float> single(x.begin(), x.end());
    const std::vector<Index> whole = in_blocks(x, 44100, 1);
    CHECK(whole.size() == begins.size());
    for (unsigned seed = 2; seed < 8; ++seed) {
        CHECK(in_blocks(x, 44100, seed) == whole);
        CHECK(in_blocks(single, 44100, seed) == in_blocks(single, 44100, 1));
    }
}

TEST_CASE("an onset is handed out within the latency", "[dsp][rhythm]") {
    const std::vector<double> x = plucked(begins, 3, 44100, 0.8);
    OnsetDetector<double> detector(44100);
    for (Index first = 0; first < std::ssize(x); first += 64)
        detector.process(
            Block<const double>(x.data() + first, std::min<Index>(64, std::ssize(x) - first)),
            [&](const Onset& onset) { CHECK(first + 64 - onset.position <= detector.latency() + 64); });
}

TEST_CASE("a steady tone, vibrato and silence have no onsets but the first", "[dsp][rhythm]") {
    std::vector<float> tone(88200), vibrato(88200);
    for (std::size_t i = 0; i < tone.size(); ++i) {
        const double t = static_cast<double>(i) / 44100;
        tone[i] = static_cast<float>(0.5 * std::sin(2 * M_PI * 440 * t));
        vibrato[i] =
            static_cast<float>(0.5 * std::sin(2 * M_PI * 440 * t + 2 * std::sin(2 * M_PI * 5.5 * t)));
    }
    CHECK(find_onsets(tone, 44100).size() == 1);
    CHECK(find_onsets(vibrato, 44100).size() == 1);
    CHECK(find_onsets(std::vector<float>(44100), 44100).empty());
    CHECK(find_onsets(std::vector<float>(), 44100).empty());
    CHECK(find_onsets(std::vector<float>(1), 44100).empty());
}

TEST_CASE("the aliases of a steady sawtooth, which beat with its partials, are no onsets", "[dsp][rhythm]") {
    for (const double freq : {55.0, 110.0, 311.13, 523.25, 2217.46, 3333.0}) {
        std::vector<float> sawtooth(88200);
        for (std::size_t i = 0; i < sawtooth.size(); ++i)
            sawtooth[i] = static_cast<float>(2 * std::fmod(freq * static_cast<double>(i) / 44100, 1.0) - 1);
        CAPTURE(freq);
        CHECK(find_onsets(sawtooth, 44100).size() == 1);
    }
}

TEST_CASE("channels are averaged", "[dsp][rhythm]") {
    const std::vector<double> x = plucked(begins, 3, 44100);
    Eigen::ArrayXXd both(std::ssize(x), 3);
    for (Index c = 0; c < 3; ++c) both.col(c) = Eigen::Map<const Eigen::ArrayXd>(x.data(), std::ssize(x));
    CHECK(find_onsets(both, 44100).size() == begins.size());
}

TEST_CASE("NaN and infinities hide what is near them only", "[dsp][rhythm]") {
    for (const double bad :
         {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()}) {
        std::vector<double> x = plucked(begins, 3, 44100);
        x[44100] = bad;
        const std::vector<Onset> found = find_onsets(x, 44100);
        CHECK(found.size() >= 5);
        for (const Onset& onset : found) CHECK(std::isfinite(onset.strength));
    }
}

TEST_CASE("an onset detector refuses what can't be", "[dsp][rhythm]") {
    CHECK_THROWS_AS(OnsetDetector<float>(0), ArgumentError);
    CHECK_THROWS_AS(OnsetDetector<float>(1e9), ArgumentError);
    CHECK_THROWS_AS(OnsetDetector<float>(44100, 0), ArgumentError);
    CHECK_THROWS_AS(OnsetDetector<float>(44100, 1, {.threshold = std::nan("")}), ArgumentError);
    CHECK_THROWS_AS(OnsetDetector<float>(44100, 1, {.apart = -1}), ArgumentError);
    CHECK_THROWS_AS(OnsetDetector<float>(44100, 1, {.level = 0}), ArgumentError);
    OnsetDetector<float> detector(44100, 2);
    CHECK_THROWS_AS(detector.process(Eigen::ArrayXXf(10, 3), AnySink()), ArgumentError);
}
