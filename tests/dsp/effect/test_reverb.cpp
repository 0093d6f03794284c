// SPDX-License-Identifier: MIT
#include <pya/dsp/effect/reverb.hpp>
#include <pya/dsp/iir/design.hpp>
#include <pya/dsp/iir/filter.hpp>
#include <pya/error.hpp>

#include "dsp/effect/effect_checks.hpp"

#include <array>

using namespace pya::literals;
using pya::dsp::Index;
using pya::dsp::Reverb;
using pya::dsp::ReverbOptions;

static_assert(pya::dsp::Processor<Reverb, float> && pya::dsp::Processor<Reverb, double>);

namespace {

constexpr double rate = 48000;

Eigen::ArrayXXd response(Reverb reverb, Index samples) {
    Eigen::ArrayXXd x = Eigen::ArrayXXd::Zero(samples, reverb.channels());
    x.row(0) = 1;
    reverb.process(x, x);
    return x;
}

// T60 of an octave, by Schroeder's backward integration: from the slope between -5 and -35 dB.
double measured_t60(const Eigen::ArrayXXd& impulse_response, double freq) {
    const auto octave = pya::dsp::iirfilter(std::array{freq / std::sqrt(2), freq * std::sqrt(2)},
                                            {.btype = pya::dsp::Btype::bandpass, .order = 3, .fs = rate});
    const Eigen::ArrayXXd y = pya::dsp::sosfilt(octave.sos(), impulse_response);
    std::vector<double> decay(static_cast<std::size_t>(y.rows()));
    double energy = 0;
    for (Index i = y.rows(); i-- > 0;) decay[static_cast<std::size_t>(i)] = energy += y(i, 0) * y(i, 0);
    double n = 0, t = 0, tt = 0, l = 0, tl = 0;
    for (std::size_t i = 0; i < decay.size(); ++i) {
        const double level = 10 * std::log10(decay[i] / energy), time = static_cast<double>(i) / rate;
        if (level > -5 || level < -35) continue;
        n += 1;
        t += time;
        tt += time * time;
        l += level;
        tl += time * level;
    }
    return -60 / ((n * tl - t * l) / (n * tt - t * t));
}

} // namespace

TEST_CASE("a reverb dies away in the given time in each band") {
    const std::array<ReverbOptions, 3> rooms{
        ReverbOptions{.t60 = 2, .t60_low = 3, .t60_high = 1, .mix = 1},
        ReverbOptions{.t60 = 0.6, .t60_low = 0.4, .t60_high = 0.5, .mix = 1},
        ReverbOptions{.t60 = 1.2, .t60_low = 1.2, .t60_high = 0.6, .mix = 1, .size = 0.6}};
    for (const ReverbOptions& room : rooms) {
        const Eigen::ArrayXXd y = response(Reverb(rate, 1, room), 4 * 48000);
        CHECK(measured_t60(y, 62.5) == Approx(room.t60_low.value).epsilon(0.05));
        CHECK(measured_t60(y, 1000) == Approx(room.t60.value).epsilon(0.05));
        CHECK(measured_t60(y, 16000) == Approx(room.t60_high.value).epsilon(0.05));
    }
}

TEST_CASE("noise is as loud in a reverb as it is without") {
    for (const double t60 : {0.5, 2.}) {
        const Eigen::ArrayXXd x = effects::white(10 * 48000, 2, 0.3f).cast<double>();
        Eigen::ArrayXXd y = x;
        Reverb(rate, 2, {.t60 = t60, .t60_low = t60, .t60_high = t60, .mix = 1}).process(x, y);
        const double ratio = y.bottomRows(4 * 48000).square().mean() / x.square().mean();
        CHECK(10 * std::log10(ratio / 2) == Approx(0).margin(1)); // both channels sound in one room
    }
}

TEST_CASE("the channels of a reverb have echoes of their own") {
    const Eigen::ArrayXXd y = response(Reverb(rate, 2, {.mix = 1}), 96000);
    const double same = (y.col(0) * y.col(1)).sum();
    CHECK(std::abs(same) < 0.1 * std::sqrt(y.col(0).square().sum() * y.col(1).square().sum()));
    const Eigen::ArrayXXd many = response(Reverb(rate, 20, {.mix = 1}), 20000);
    CHECK((many.square().colwise().sum() > 0).all());
}

TEST_CASE("a reverb begins after its predelay, and with a mix of 0 it is the signal") {
    const Eigen::ArrayXXd y = response(Reverb(rate, 1, {.mix = 0.5, .predelay = 100_ms}), 9600);
    CHECK(y(0, 0) == 0.5);
    CHECK((y.middleRows(1, 4800 + 1055) == 0).all());
    CHECK(y.bottomRows(3000).abs().maxCoeff() > 0);
    const Eigen::ArrayXXf x = effects::white(5000, 2, 1);
    Eigen::ArrayXXf z = x;
    Reverb(rate, 2, {.mix = 0}).process(x, z);
    CHECK((x == z).all());
}

TEST_CASE("any split into blocks gives the same bits of a reverb") {
    effects::check_splits(Reverb(rate, 2));
    effects::check_splits(Reverb(44100, 3, {.t60 = 0.3, .size = 0.1, .predelay = 1_ms}));
}

TEST_CASE("a jump of a parameter of a reverb does not click") {
    Reverb reverb(rate, 1, {.t60 = 0.3, .t60_low = 0.3, .t60_high = 0.3, .mix = 0.5});
    CHECK(effects::splatter(reverb, [] {}) < -110);
    CHECK(effects::splatter(reverb, [&] { reverb.mix.set(1); }) < -95);
    CHECK(effects::splatter(reverb, [&] { reverb.t60.set(0.6); }) < -95);
    CHECK(effects::splatter(reverb, [&] { reverb.t60_low.set(0.2); }) < -95);
    CHECK(effects::splatter(reverb, [&] { reverb.t60_high.set(0.2); }) < -95);
}

TEST_CASE("threads may turn the knobs of a reverb while it runs", "[threads]") {
    Reverb reverb(rate, 2);
    effects::storm(reverb, 100,
                   {[&](double x) { reverb.t60.set(0.05 + 10 * x); },
                    [&](double x) { reverb.t60_low.set(0.05 + 10 * x); },
                    [&](double x) { reverb.t60_high.set(0.05 + 10 * x); },
                    [&](double x) { reverb.mix.set(x); }});
}

TEST_CASE("a reverb refuses what can't be") {
    CHECK_THROWS_AS(Reverb(0), pya::ArgumentError);
    CHECK_THROWS_AS(Reverb(rate, 0), pya::ArgumentError);
    CHECK_THROWS_AS(Reverb(rate, 1, {.t60 = 0}), pya::ArgumentError);
    CHECK_THROWS_AS(Reverb(rate, 1, {.t60_low = NAN}), pya::ArgumentError);
    CHECK_THROWS_AS(Reverb(rate, 1, {.mix = 1.1}), pya::ArgumentError);
    CHECK_THROWS_AS(Reverb(rate, 1, {.low_freq = 5}), pya::ArgumentError);
    CHECK_THROWS_AS(Reverb(rate, 1, {.high_freq = 200}), pya::ArgumentError);
    CHECK_THROWS_AS(Reverb(rate, 1, {.size = NAN}), pya::ArgumentError);
    CHECK_THROWS_AS(Reverb(rate, 1, {.predelay = 2}), pya::ArgumentError);
    Reverb reverb(rate, 2);
    CHECK_THROWS_AS(reverb.t60.set(INFINITY), pya::ArgumentError);
    CHECK(reverb.t60.get().value == 1.8);
    Eigen::ArrayXXf x(10, 1), y(10, 2);
    CHECK_THROWS_AS(reverb.process(x, y), pya::ArgumentError);
}
