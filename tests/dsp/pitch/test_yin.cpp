// SPDX-License-Identifier: MIT
#include <pya/dsp/pitch/pyin.hpp>
#include <pya/dsp/pitch/yin.hpp>
#include <pya/error.hpp>

#include "reference/pitch.hpp"
#include "support/catch.hpp"

#include <Eigen/Core>

#include <cmath>
#include <limits>
#include <random>
#include <span>
#include <vector>

using pya::ArgumentError;
using pya::dsp::Block;
using pya::dsp::Boundary;
using pya::dsp::Index;
using pya::dsp::pyin;
using pya::dsp::PyinFrame;
using pya::dsp::yin;
using pya::dsp::YinAnalyser;
using pya::dsp::YinOptions;

static_assert(pya::dsp::Analyser<YinAnalyser<float>, float>);
static_assert(pya::dsp::Analyser<YinAnalyser<double>, double>);

namespace {

const YinOptions small{.fmin = 90,
                       .fmax = 500,
                       .frame_length = 256,
                       .win_length = 120,
                       .hop_length = 100,
                       .trough_threshold = 0.2};

const std::span<const double> signal(pitch_signal);

} // namespace

TEST_CASE("yin has the frequencies of its definition") {
    const std::vector<double> f0 = yin(signal, 8000, small);
    REQUIRE(f0.size() == yin_f0.size());
    for (std::size_t i = 0; i < f0.size(); ++i) CHECK(f0[i] == Approx(yin_f0[i]).epsilon(1e-10));
}

TEST_CASE("pyin has the path and the probabilities of its definition") {
    const std::vector<PyinFrame> frames = pyin(signal, 8000,
                                               {.fmin = 90,
                                                .fmax = 500,
                                                .frame_length = 256,
                                                .win_length = 120,
                                                .hop_length = 100,
                                                .n_thresholds = 40,
                                                .beta_parameters = {2, 9},
                                                .boltzmann_parameter = 1.5,
                                                .resolution = 0.2,
                                                .max_transition_rate = 20,
                                                .switch_prob = 0.02,
                                                .no_trough_prob = 0.03,
                                                .fill_na = 0.0});
    REQUIRE(frames.size() == pyin_f0.size());
    for (std::size_t i = 0; i < frames.size(); ++i) {
        INFO(i);
        CHECK(frames[i].f0 == Approx(pyin_f0[i]).epsilon(1e-10));
        CHECK(frames[i].voiced == (pyin_f0[i] > 0));
        CHECK(frames[i].probability == Approx(pyin_probability[i]).margin(1e-10));
    }
}

TEST_CASE("any split into blocks gives the same bits of YinAnalyser") {
    Eigen::ArrayXXf x(1500, 2);
    for (Index i = 0; i < x.rows(); ++i) {
        x(i, 0) = static_cast<float>(signal[static_cast<std::size_t>(i)]);
        x(i, 1) = static_cast<float>(std::sin(0.1 * static_cast<double>(i)));
    }
    const auto run = [&](auto next_length) {
        YinAnalyser<float> analyser(8000, small, 2);
        std::vector<double> f0;
        const auto keep = [&](std::span<const double> frame) {
            f0.insert(f0.end(), frame.begin(), frame.end());
        };
        for (Index first = 0; first < x.rows();) {
            const Index count = std::min<Index>(next_length(), x.rows() - first);
            analyser.process(Block<const float>(x).part(first, count), keep);
            first += count;
        }
        analyser.finish(keep);
        return f0;
    };
    std::mt19937 random(1);
    const auto whole = run([] { return 1500; });
    CHECK(whole.size() == 2 * yin_f0.size());
    CHECK(run([] { return 1; }) == whole);
    CHECK(run([&] { return static_cast<int>(random() % 300); }) == whole);
}

TEST_CASE("yin and pyin have values for silence, NaN, and signals shorter than a frame") {
    const std::vector<float> silence(1000);
    for (const double f0 : yin(silence, 8000, small)) CHECK(f0 == 500);
    std::vector<float> nan(1000);
    nan[500] = std::numeric_limits<float>::quiet_NaN();
    for (const double f0 : yin(nan, 8000, small)) CHECK(f0 == 500);
    for (const auto& x : {silence, nan})
        for (const PyinFrame& frame : pyin(x, 8000, {.frame_length = 512})) {
            CHECK(std::isnan(frame.f0));
            CHECK_FALSE(frame.voiced);
            CHECK(frame.probability == 0);
        }
    CHECK(yin(std::vector<float>(1), 8000, small).size() == 1);
    CHECK(yin(std::vector<float>(), 8000, small).empty());
    CHECK(pyin(std::vector<float>(), 8000).empty());
    YinOptions off = small;
    off.boundary = Boundary::off;
    CHECK(yin(std::vector<float>(255), 8000, off).empty());
    CHECK(yin(std::vector<float>(256), 8000, off).size() == 1);
}

TEST_CASE("pyin gives a guess for unvoiced frames when fill_na is none") {
    for (const PyinFrame& frame : pyin(std::vector<float>(3000), 22050, {.fill_na = std::nullopt}))
        CHECK(frame.f0 >= 65);
}

TEST_CASE("yin and pyin refuse what makes no sense") {
    const std::vector<float> x(100);
    CHECK_THROWS_AS(yin(x, 0), ArgumentError);
    CHECK_THROWS_AS(yin(x, 8000, {.fmin = 0}), ArgumentError);
    CHECK_THROWS_AS(yin(x, 8000, {.fmin = 500, .fmax = 400}), ArgumentError);
    CHECK_THROWS_AS(yin(x, 8000, {.fmax = 4001}), ArgumentError);
    CHECK_THROWS_AS(yin(x, 8000, {.fmin = std::nan("")}), ArgumentError);
    CHECK_THROWS_AS(yin(x, 8000, {.frame_length = 3}), ArgumentError);
    CHECK_THROWS_AS(yin(x, 8000, {.win_length = 2048}), ArgumentError);
    CHECK_THROWS_AS(yin(x, 8000, {.hop_length = 0}), ArgumentError);
    CHECK_THROWS_AS(yin(x, 48000, {.fmax = 100, .frame_length = 512}), ArgumentError);
    CHECK_THROWS_AS(YinAnalyser<float>(8000, {}, -1), ArgumentError);
    CHECK_THROWS_AS(pyin(x, 8000, {.fmax = 5000}), ArgumentError);
    CHECK_THROWS_AS(pyin(x, 8000, {.n_thresholds = 0}), ArgumentError);
    CHECK_THROWS_AS(pyin(x, 8000, {.beta_parameters = {0, 18}}), ArgumentError);
    CHECK_THROWS_AS(pyin(x, 8000, {.boltzmann_parameter = 0}), ArgumentError);
    CHECK_THROWS_AS(pyin(x, 8000, {.resolution = 1}), ArgumentError);
    CHECK_THROWS_AS(pyin(x, 8000, {.resolution = 0.001}), ArgumentError);
    CHECK_THROWS_AS(pyin(x, 8000, {.max_transition_rate = -1}), ArgumentError);
    CHECK_THROWS_AS(pyin(x, 8000, {.fmin = 100, .fmax = 110}), ArgumentError);
    CHECK_THROWS_AS(pyin(x, 8000, {.switch_prob = 0}), ArgumentError);
    CHECK_THROWS_AS(pyin(x, 8000, {.no_trough_prob = 2}), ArgumentError);
}
