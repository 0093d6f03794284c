// SPDX-License-Identifier: MIT
#include <pya/dsp/effect/phaser.hpp>
#include <pya/error.hpp>

#include "dsp/effect/effect_checks.hpp"
#include "dsp/leaf/response.hpp"

using pya::dsp::Block;
using pya::dsp::Phaser;

static_assert(pya::dsp::Processor<Phaser, float> && pya::dsp::Processor<Phaser, double>);

namespace {

constexpr double rate = 48000;

} // namespace

TEST_CASE("a phaser that stands still has a notch for two of its stages") {
    std::vector<double> x(1 << 15), y(x.size());
    x[0] = 1;
    const auto response = [&](const pya::dsp::PhaserOptions& options) {
        Phaser(rate, 1, options).process(Block<const double>(x), Block<double>(y));
        return y;
    };
    const auto two = response({.stages = 2, .freq = 1000, .octaves = 0, .feedback = 0});
    CHECK(decibels_at(two, 1000 / rate) < -120);
    CHECK(decibels_at(two, 1 / rate) == Approx(0).margin(0.01));
    CHECK(decibels_at(two, 0.4999) == Approx(0).margin(0.01));
    const auto all = response({.stages = 6, .freq = 1000, .octaves = 0, .feedback = 0.5, .mix = 0});
    CHECK(all[0] == 1);
    // Six stages turn by 180 degrees, each by 30, where tan(15 degrees) of the warped frequency is.
    const auto six = response({.stages = 6, .freq = 1000, .octaves = 0, .feedback = 0});
    const double warped = std::tan(std::numbers::pi * 1000 / rate) * std::tan(std::numbers::pi / 12);
    CHECK(decibels_at(six, std::atan(warped) / std::numbers::pi) < -120);
}

TEST_CASE("any split into blocks gives the same bits of a phaser") {
    effects::check_splits(Phaser(rate, 2));
    effects::check_splits(Phaser(44100, 5, {.stages = 3, .rate = 20, .feedback = -0.9}));
}

TEST_CASE("a jump of a parameter of a phaser does not click") {
    Phaser phaser(rate, 1, {.octaves = 0});
    CHECK(effects::splatter(phaser, [] {}) < -120);
    CHECK(effects::splatter(phaser, [&] { phaser.freq.set(3000); }) < -90);
    CHECK(effects::splatter(phaser, [&] { phaser.octaves.set(1); }) < -90);
    CHECK(effects::splatter(phaser, [&] { phaser.rate.set(2); }) < -90);
    CHECK(effects::splatter(phaser, [&] { phaser.feedback.set(-0.3); }) < -90);
    CHECK(effects::splatter(phaser, [&] { phaser.mix.set(1); }) < -90);
}

TEST_CASE("threads may turn the knobs of a phaser while it runs", "[threads]") {
    Phaser phaser(rate, 2);
    effects::storm(phaser, 100,
                   {[&](double x) { phaser.freq.set(10 + 20000 * x); },
                    [&](double x) { phaser.octaves.set(5 * x); }, [&](double x) { phaser.rate.set(20 * x); },
                    [&](double x) { phaser.feedback.set(1.8 * x - 0.9); },
                    [&](double x) { phaser.mix.set(x); }});
}

TEST_CASE("a phaser refuses what can't be") {
    CHECK_THROWS_AS(Phaser(0), pya::ArgumentError);
    CHECK_THROWS_AS(Phaser(rate, 1, {.stages = 0}), pya::ArgumentError);
    CHECK_THROWS_AS(Phaser(rate, 1, {.freq = 23000}), pya::ArgumentError);
    CHECK_THROWS_AS(Phaser(rate, 1, {.octaves = NAN}), pya::ArgumentError);
    Phaser phaser(rate, 2);
    CHECK_THROWS_AS(phaser.feedback.set(1), pya::ArgumentError);
    CHECK(phaser.feedback.get() == 0.3);
    Eigen::ArrayXXf x(10, 1), y(10, 2);
    CHECK_THROWS_AS(phaser.process(x, y), pya::ArgumentError);
}
