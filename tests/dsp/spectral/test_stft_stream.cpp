// SPDX-License-Identifier: MIT
#include <pya/dsp/spectral/stft.hpp>
#include <pya/dsp/spectral/stft_stream.hpp>
#include <pya/error.hpp>

#include "support/catch.hpp"

#include <algorithm>
#include <complex>
#include <span>
#include <vector>

using namespace pya::dsp;
using Eigen::ArrayXXf;
using pya::dsp::Boundary;
using pya::dsp::StftOptions;

static_assert(Analyser<StftAnalyser<float>, float> && Analyser<StftAnalyser<double>, double>);
static_assert(Analyser<StftSynthesiser<float>, std::complex<float>>);
static_assert(Analyser<StftSynthesiser<double>, std::complex<double>>);

namespace {

using Frame = Block<const std::complex<float>>;

Eigen::Map<const Eigen::ArrayXcf> values(Frame frame) { return {frame.data(), frame.samples()}; }

/// Blocks of sizes that no frame divides, among them 0, 1 and large ones.
std::vector<std::span<const float>> blocks_of(const ArrayXXf& x, int seed) {
    std::vector<std::span<const float>> blocks;
    auto rest = std::span<const float>(x.data(), static_cast<std::size_t>(x.size()));
    for (std::size_t i = static_cast<std::size_t>(seed); !rest.empty(); ++i) {
        const std::size_t sizes[] = {0, 1, 7, 64, 3, 200, 31, 1};
        const std::size_t n = std::min(rest.size(), seed == 1 ? 1 : sizes[i % 8]);
        blocks.push_back(rest.first(n));
        rest = rest.subspan(n);
    }
    return blocks;
}

} // namespace

TEST_CASE("an analyser gives the bits of the whole transform for any blocks", "[stft_stream]") {
    const auto boundary =
        GENERATE(Boundary::off, Boundary::zeros, Boundary::even, Boundary::odd, Boundary::constant);
    const StftOptions shape = GENERATE(
        StftOptions{.nperseg = 64}, StftOptions{.nperseg = 31, .noverlap = 29, .nfft = 37},
        StftOptions{.nperseg = 16, .window = "boxcar", .noverlap = 0, .detrend = pya::dsp::Detrend::linear},
        StftOptions{.nperseg = 50, .noverlap = 3, .return_onesided = false, .padded = false});
    const int seed = GENERATE(0, 1, 4);
    StftOptions options = shape;
    options.boundary = boundary;
    const ArrayXXf x = ArrayXXf::Random(333, 1);
    const auto whole = stft(x, 1, options).channels[0];

    StftAnalyser<float> analyser(options);
    for (int round = 0; round < 2; ++round) {
        Eigen::Index at = 0;
        bool same = true;
        const auto compare = [&](Frame frame) {
            REQUIRE(at < whole.cols());
            same = same && (values(frame) == whole.col(at++)).all();
        };
        for (const auto& block : blocks_of(x, seed)) analyser.process(block, compare);
        analyser.finish(compare);
        CHECK(at == whole.cols());
        CHECK(same);
    }
}

TEST_CASE("a synthesiser hands out at most a step of samples a frame and all of them in the end",
          "[stft_stream]") {
    const StftOptions options =
        GENERATE(StftOptions{.nperseg = 64}, StftOptions{.nperseg = 33, .window = "hamming", .noverlap = 2},
                 StftOptions{.nperseg = 16, .window = "boxcar", .noverlap = 0},
                 StftOptions{.nperseg = 40, .noverlap = 39, .boundary = Boundary::off});
    const ArrayXXf x = ArrayXXf::Random(500, 1);
    const auto z = stft(x, 1, options);
    const ArrayXXf whole = istft(z.channels, z.options);

    StftSynthesiser<float> synthesiser(options);
    for (int round = 0; round < 2; ++round) {
        std::vector<float> samples;
        const auto store = [&](Block<const float> s) {
            samples.insert(samples.end(), s.channel(0).begin(), s.channel(0).end());
        };
        for (Eigen::Index i = 0; i < z.times.size(); ++i) {
            const std::size_t before = samples.size();
            synthesiser.process(z.channels[0].col(i), store);
            CHECK(samples.size() - before <= static_cast<std::size_t>(options.nperseg - *z.options.noverlap));
        }
        synthesiser.finish(store);
        REQUIRE(samples.size() == static_cast<std::size_t>(whole.rows()));
        CHECK((Eigen::Map<Eigen::ArrayXf>(samples.data(), whole.rows()) == whole.col(0)).all());
    }
}

TEST_CASE("a stream without samples or frames ends without any", "[stft_stream]") {
    int calls = 0;
    StftAnalyser<double>().finish([&](const auto&) { ++calls; });
    StftSynthesiser<double>().finish([&](const auto&) { ++calls; });
    CHECK(calls == 0);
}

TEST_CASE("a stream shorter than a segment gives one frame when padded", "[stft_stream]") {
    int calls = 0;
    const std::vector<double> x{1, 2, 3};
    StftAnalyser<double> analyser({.boundary = Boundary::off});
    analyser.process(x, [&](const auto&) { ++calls; });
    CHECK(calls == 0);
    analyser.finish([&](const auto& frame) {
        ++calls;
        CHECK(std::abs(frame(0)) > 0);
    });
    CHECK(calls == 1);
    StftAnalyser<double> mirrored({.boundary = Boundary::even});
    mirrored.process(x, [](const auto&) {});
    CHECK_THROWS_AS(mirrored.finish([](const auto&) {}), pya::ArgumentError);
}

TEST_CASE("reset forgets the stream so far", "[stft_stream]") {
    const std::vector<double> x(100, 1.0);
    std::vector<std::complex<double>> first;
    StftAnalyser<double> analyser({.nperseg = 16});
    for (int round = 0; round < 2; ++round) {
        int calls = 0;
        analyser.process(x, [&](const auto& frame) {
            if (calls++ == 0) first.push_back(frame(0));
        });
        analyser.reset();
    }
    CHECK(first[0] == first[1]);
}

TEST_CASE("parameters and frames that do not fit are refused by the streams", "[stft_stream]") {
    CHECK_THROWS_AS(StftAnalyser<float>({.nperseg = 0}), pya::ArgumentError);
    CHECK_THROWS_AS(StftSynthesiser<float>({.noverlap = 0}), pya::ArgumentError);
    StftSynthesiser<float> synthesiser;
    CHECK(synthesiser.bins() == 129);
    const std::vector<std::complex<float>> few(100), right(129);
    CHECK_THROWS_AS(synthesiser.process(few, [](const auto&) {}), pya::ArgumentError);
    StftSynthesiser<float> two({}, 2);
    CHECK_THROWS_AS(two.process(right, [](const auto&) {}), pya::ArgumentError);
    CHECK_THROWS_AS(StftAnalyser<float>({}, -1), pya::ArgumentError);
}

TEST_CASE("channels go through the transform and back side by side as they do alone", "[stft_stream]") {
    const StftOptions options =
        GENERATE(StftOptions{.nperseg = 64},
                 StftOptions{.nperseg = 50, .window = "hamming", .noverlap = 20, .return_onesided = false});
    const ArrayXXf x = ArrayXXf::Random(700, 3);
    const auto whole = stft(x, 1, options);
    const ArrayXXf back = istft(whole.channels, options);
    StftAnalyser<float> analyser(options, 3);
    StftSynthesiser<float> synthesiser(options, 3);
    Eigen::Index frame = 0, sample = 0;
    const auto sounds = [&](Block<const float> samples) {
        for (Eigen::Index c = 0; c < 3; ++c)
            CHECK(std::equal(samples.channel(c).begin(), samples.channel(c).end(), &back(sample, c)));
        sample += samples.samples();
    };
    const auto frames = [&](Frame bins) {
        for (Eigen::Index c = 0; c < 3; ++c)
            CHECK((values(bins.channels_from(c, 1)) == whole.channels[static_cast<std::size_t>(c)].col(frame))
                      .all());
        ++frame;
        synthesiser.process(bins, sounds);
    };
    for (Eigen::Index at = 0, size = 1; at < 700; at += size, size = size * 7 % 131 + 1)
        analyser.process(x.middleRows(at, std::min<Eigen::Index>(size, 700 - at)), frames);
    analyser.finish(frames);
    synthesiser.finish(sounds);
    CHECK(frame == whole.times.size());
    CHECK(sample == back.rows());
}

TEST_CASE("streams say how late they are", "[stft_stream]") {
    const StftOptions options{.nperseg = 64, .noverlap = 48};
    CHECK(StftAnalyser<float>(options).latency() == 32);
    CHECK(StftAnalyser<float>(options).tail() == 32 + 63);
    CHECK(StftSynthesiser<float>(options).latency() == 32);
    CHECK(StftSynthesiser<float>(options).tail() == 64 - 16 - 32);
}
