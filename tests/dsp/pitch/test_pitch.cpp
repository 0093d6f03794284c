// SPDX-License-Identifier: MIT
#include <pya/dsp/pitch/pitch.hpp>
#include <pya/error.hpp>

#include "support/catch.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <random>
#include <span>
#include <vector>

using pya::ArgumentError;
using pya::dsp::Block;
using pya::dsp::Index;
using pya::dsp::pitch;
using pya::dsp::PitchAnalyser;
using pya::dsp::PitchFrame;
using pya::dsp::PitchOptions;

static_assert(pya::dsp::Analyser<PitchAnalyser<float>, float>);
static_assert(pya::dsp::Analyser<PitchAnalyser<double>, double>);

namespace pya::dsp {
static bool operator==(const PitchFrame& a, const PitchFrame& b) {
    return a.f0 == b.f0 && a.confidence == b.confidence && a.voiced == b.voiced;
}
} // namespace pya::dsp

namespace {

using Frames = std::vector<PitchFrame>;

// A voice: partials up to 45 % of the rate with the given amplitudes of 1, 2, 3, ...
std::vector<double> voice(double sr, double seconds, const std::function<double(double)>& f0,
                          const std::function<double(int)>& amplitude) {
    std::vector<double> x(static_cast<std::size_t>(seconds * sr));
    double phase = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        const double f = f0(static_cast<double>(i) / sr);
        for (int k = 1; k * f < 0.45 * sr && k <= 40; ++k)
            x[i] += 0.2 * amplitude(k) * std::sin(k * phase + k * k);
        phase += 2 * M_PI * f / sr;
    }
    return x;
}

double harmonic(int k) { return 1.0 / k; }

void add_noise(std::vector<double>& x, double rms) {
    std::mt19937 random(7);
    std::normal_distribution<double> normal(0, rms);
    for (double& v : x) v += normal(random);
}

double cents(double f, double truth) { return std::fabs(1200 * std::log2(f / truth)); }

// The share of the frames from `first` on, but for as many at the end, that are voiced and within a distance.
double within(const Frames& frames, double limit, const std::function<double(double)>& f0,
              std::size_t first = 3) {
    double right = 0;
    for (std::size_t k = first; k + first < frames.size(); ++k)
        right += frames[k].voiced && cents(frames[k].f0, f0(0.01 * static_cast<double>(k))) < limit;
    return right / static_cast<double>(frames.size() - 2 * first);
}

template <class T>
Frames in_blocks(double sr, const PitchOptions& options, Block<const T> x,
                 const std::function<Index()>& length) {
    PitchAnalyser<T> analyser(sr, options, x.channels());
    Frames frames;
    const auto keep = [&](std::span<const PitchFrame> frame) {
        frames.insert(frames.end(), frame.begin(), frame.end());
    };
    for (Index first = 0; first < x.samples();) {
        const Index count = std::min(length(), x.samples() - first);
        analyser.process(x.part(first, count), keep);
        first += count;
    }
    analyser.finish(keep);
    return frames;
}

} // namespace

TEST_CASE("pitch is within 3 cents on steady tones from 52 Hz to 2 kHz, at any rate") {
    for (const double sr : {8000., 11025., 16000., 22000., 44100., 48000., 96000., 192000.})
        for (const double f : {52., 98.7, 233., 440., 1234.5, 2000.}) {
            INFO(sr << " Hz, " << f << " Hz");
            const auto f0 = [f](double) { return f; };
            const double limit = f > sr / 8 ? 10 : 3;
            CHECK(within(pitch(voice(sr, 0.4, f0, harmonic), sr), limit, f0) == 1);
        }
}

TEST_CASE("pitch follows glides and vibrato without delay") {
    const auto glide = [](double t) { return 110 * std::exp2(1.5 * t); };
    CHECK(within(pitch(voice(16000, 1, glide, harmonic), 16000), 10, glide) > 0.98);
    const auto vibrato = [](double t) { return 440 * std::exp2(0.5 / 12 * std::sin(2 * M_PI * 5.5 * t)); };
    CHECK(within(pitch(voice(44100, 1, vibrato, harmonic), 44100), 10, vibrato) > 0.98);
}

TEST_CASE("pitch hears fundamentals that are missing or weak, and odd or even partials") {
    const auto f0 = [](double) { return 150.; };
    const auto share = [&](const std::function<double(int)>& amplitude) {
        return within(pitch(voice(16000, 0.5, f0, amplitude), 16000), 10, f0);
    };
    CHECK(share([](int k) { return k == 1 ? 0 : harmonic(k); }) == 1);
    CHECK(share([](int k) { return k % 2 == 1 ? harmonic(k) : 0; }) == 1);
    CHECK(share([](int k) { return (k % 2 == 0 ? 1 : 0.3) / k; }) == 1);
    CHECK(share([](int k) { return k >= 3 && k <= 8 ? 1 : 0; }) == 1);
}

TEST_CASE("pitch stays right in noise as strong as the voice") {
    const auto f0 = [](double t) { return 200 * std::exp2(0.3 * std::sin(5 * t)); };
    std::vector<double> x = voice(16000, 2, f0, harmonic);
    double power = 0;
    for (const double v : x) power += v * v / static_cast<double>(x.size());
    add_noise(x, std::sqrt(power));
    CHECK(within(pitch(x, 16000), 50, f0) > 0.98);
}

TEST_CASE("voicing begins and ends with the sound") {
    for (const double noise : {0., 0.001, 0.02}) {
        std::vector<double> x = voice(
            16000, 1, [](double) { return 180.; }, harmonic);
        for (std::size_t i = 0; i < x.size(); ++i) {
            const double t = static_cast<double>(i) / 16000;
            x[i] *= std::clamp(std::min(t - 0.295, 0.705 - t) / 0.01, 0., 1.);
        }
        add_noise(x, noise);
        const Frames frames = pitch(x, 16000);
        for (std::size_t k = 0; k < frames.size(); ++k) {
            INFO("noise " << noise << ", frame " << k);
            if (k != 30 && k != 70) CHECK(frames[k].voiced == (k > 30 && k < 70));
        }
    }
}

TEST_CASE("noise is unvoiced") {
    std::vector<double> x(32000);
    add_noise(x, 0.1);
    const Frames frames = pitch(x, 16000);
    CHECK(std::count_if(frames.begin(), frames.end(), [](const PitchFrame& f) { return f.voiced; }) < 4);
}

TEST_CASE("any split into blocks gives the same bits of PitchAnalyser") {
    const std::vector<double> one = voice(
        44100, 0.7, [](double t) { return 200 + 100 * t; }, harmonic);
    Eigen::ArrayXXf x(static_cast<Index>(one.size()), 2);
    for (Index i = 0; i < x.rows(); ++i) {
        x(i, 0) = static_cast<float>(one[static_cast<std::size_t>(i)]);
        x(i, 1) = i < 15000 ? 0 : -x(i - 15000, 0);
    }
    std::mt19937 random(3);
    for (const PitchOptions& options :
         {PitchOptions{}, PitchOptions{.fmin = 300, .hop = 0.001, .lookahead = 0}}) {
        const Frames whole = in_blocks<float>(44100, options, x, [&] { return x.rows(); });
        CHECK(in_blocks<float>(44100, options, x, [] { return 1; }) == whole);
        CHECK(in_blocks<float>(44100, options, x, [&] { return static_cast<Index>(random() % 2000); }) ==
              whole);
        const std::span<const float> first(x.data(), static_cast<std::size_t>(x.rows()));
        const Frames mono = pitch(first, 44100, options);
        REQUIRE(whole.size() == 2 * mono.size());
        for (std::size_t k = 0; k < mono.size(); ++k) CHECK(whole[2 * k] == mono[k]);
    }
}

TEST_CASE("PitchAnalyser hands out each frame once its latency has passed") {
    PitchAnalyser<float> analyser(44100, {.lookahead = 0.05}, 1);
    const Index hop = analyser.hop();
    CHECK(hop == 441);
    Index frames = 0, latest = 0;
    for (Index i = 0; i < 20000; ++i) {
        const float sample = std::sin(0.03f * static_cast<float>(i));
        analyser.process(Block<const float>(&sample, 1), [&](std::span<const PitchFrame>) {
            latest = std::max(latest, i + 1 - frames * hop);
            ++frames;
        });
    }
    CHECK(latest <= analyser.latency());
    CHECK(latest > analyser.latency() - hop);
    CHECK((frames - 1) * hop + latest > 20000 - 2 * hop);
    analyser.finish([&](std::span<const PitchFrame>) { ++frames; });
    CHECK(frames == 20000 / hop + 1);
}

TEST_CASE("PitchAnalyser is as new after finish and reset") {
    const std::vector<double> x = voice(
        16000, 0.3, [](double) { return 300.; }, harmonic);
    PitchAnalyser<double> analyser(16000);
    const auto run = [&] {
        Frames frames;
        const auto keep = [&](std::span<const PitchFrame> frame) { frames.push_back(frame[0]); };
        analyser.process(x, keep);
        analyser.finish(keep);
        return frames;
    };
    const Frames first = run();
    CHECK(run() == first);
    analyser.process(Block<const double>(x).part(0, 2000), [](std::span<const PitchFrame>) {});
    analyser.reset();
    CHECK(run() == first);
}

TEST_CASE("silence, constants and NaN are unvoiced, and a NaN does no harm before and after") {
    for (const float level :
         {0.0f, 0.5f, 1e30f, std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity()})
        for (const PitchFrame& frame : pitch(std::vector<float>(8000, level), 48000))
            CHECK(frame == PitchFrame{});
    const auto f0 = [](double) { return 220.; };
    std::vector<double> x = voice(44100, 1, f0, harmonic);
    x[22050] = std::numeric_limits<double>::quiet_NaN();
    const Frames frames = pitch(x, 44100);
    for (std::size_t k = 3; k < 98; ++k) {
        INFO(k);
        CHECK(std::isfinite(frames[k].confidence));
        if (k < 46 || k > 54) CHECK(cents(frames[k].f0, 220) < 3);
        if (k > 47 && k < 53) CHECK_FALSE(frames[k].voiced);
    }
}

TEST_CASE("there is a frame for each hop within a signal, and none in an empty one") {
    CHECK(pitch(std::vector<float>(), 48000).empty());
    CHECK(pitch(std::vector<float>(1), 48000).size() == 1);
    CHECK(pitch(std::vector<float>(479), 48000).size() == 1);
    CHECK(pitch(std::vector<float>(480), 48000).size() == 2);
    CHECK(pitch(std::vector<float>(100), 8000, {.fmin = 1, .hop = 10}).size() == 1);
    PitchAnalyser<float> none(48000, {}, 0);
    int calls = 0;
    none.process(Block<const float>(nullptr, 5000, 0), [&](std::span<const PitchFrame>) { ++calls; });
    none.finish([&](std::span<const PitchFrame>) { ++calls; });
    CHECK(calls == 0);
}

TEST_CASE("only differences in level count") {
    std::vector<double> x = voice(
        16000, 0.5, [](double t) { return 150 + 100 * t; }, harmonic);
    const Frames loud = pitch(x, 16000);
    for (double& v : x) v *= 0x1p-20;
    CHECK(pitch(x, 16000) == loud);
}

TEST_CASE("pitch refuses what makes no sense") {
    const std::vector<float> x(100);
    CHECK_THROWS_AS(pitch(x, 0), ArgumentError);
    CHECK_THROWS_AS(pitch(x, std::nan("")), ArgumentError);
    CHECK_THROWS_AS(pitch(x, 2e7), ArgumentError);
    CHECK_THROWS_AS(pitch(x, 4000), ArgumentError);
    CHECK_THROWS_AS(pitch(x, 8000, {.fmin = 0.5}), ArgumentError);
    CHECK_THROWS_AS(pitch(x, 8000, {.fmin = 500, .fmax = 400}), ArgumentError);
    CHECK_THROWS_AS(pitch(x, 8000, {.fmax = 4000}), ArgumentError);
    CHECK_THROWS_AS(pitch(x, 8000, {.hop = 0.0005}), ArgumentError);
    CHECK_THROWS_AS(pitch(x, 8000, {.lookahead = -1}), ArgumentError);
    CHECK_THROWS_AS(pitch(x, 8000, {.voicing = std::nan("")}), ArgumentError);
    CHECK_THROWS_AS(pitch(x, 8000, {.silence = pya::Decibels(0)}), ArgumentError);
    CHECK_THROWS_AS(pitch(x, 8000, {.octave_cost = -1}), ArgumentError);
    CHECK_THROWS_AS(pitch(x, 8000, {.jump_cost = -1}), ArgumentError);
    CHECK_THROWS_AS(pitch(x, 8000, {.switch_cost = -1}), ArgumentError);
    CHECK_THROWS_AS(PitchAnalyser<float>(8000, {}, -1), ArgumentError);
    PitchAnalyser<float> stereo(48000, {}, 2);
    CHECK_THROWS_AS(stereo.process(Block<const float>(x), [](std::span<const PitchFrame>) {}), ArgumentError);
}
