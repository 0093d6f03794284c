// SPDX-License-Identifier: MIT
#include <pya/dsp/loudness/true_peak.hpp>
#include <pya/dsp/source/noise.hpp>
#include <pya/error.hpp>

#include "support/catch.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <vector>

using pya::dsp::Block;
using pya::dsp::Index;
using pya::dsp::TruePeakMeter;

static_assert(pya::dsp::Analyser<TruePeakMeter<float>, float>);
static_assert(pya::dsp::Analyser<TruePeakMeter<double>, double>);

namespace {

double true_peak(const Eigen::ArrayXXd& x) {
    TruePeakMeter<double> meter(x.cols());
    meter.process(x);
    meter.end();
    return 20 * std::log10(meter.peak(0));
}

// A sine with 10 ms of fade at either end.
Eigen::ArrayXXd sine(double freq, double phase, double sr = 48000, Index n = 9600) {
    Eigen::ArrayXXd x(n, 1);
    for (Index i = 0; i < n; ++i) {
        const double ends = static_cast<double>(std::min(i, n - 1 - i)) / (0.01 * sr);
        x(i, 0) = std::min(1.0, ends) * std::sin(2 * M_PI * freq * static_cast<double>(i) / sr + phase);
    }
    return x;
}

} // namespace

TEST_CASE("the true peak of a sine up to 20 kHz is right within 0.02 dB at every phase") {
    for (const double freq : {997., 6000., 8000., 12000., 15000., 16000., 18000., 19999.}) {
        for (const double degrees : {0., 30., 45., 67.5, 90.}) {
            INFO(freq << " Hz, " << degrees << " degrees");
            CHECK(true_peak(sine(freq, degrees * M_PI / 180)) == Approx(0).margin(0.02));
        }
    }
}

TEST_CASE("a peak between samples is found at the very start and end of a signal") {
    Eigen::ArrayXXd x = Eigen::ArrayXXd::Zero(100, 1);
    x(0, 0) = x(1, 0) = 1; // half-way between two ones, the ideal reconstruction has 4 / pi
    CHECK(true_peak(x) == Approx(20 * std::log10(4 / M_PI)).margin(0.01));
    CHECK(true_peak(x.colwise().reverse().eval()) == Approx(20 * std::log10(4 / M_PI)).margin(0.01));
}

TEST_CASE("leaving out what can't exceed the peak so far changes nothing") {
    Eigen::ArrayXXd x(20000, 1);
    Eigen::ArrayXXf noise(20000, 1);
    pya::dsp::pink_noise(noise, 3);
    x = noise.cast<double>();
    // In the reversed signal the peaks come in another order.
    CHECK(true_peak(x) == Approx(true_peak(x.colwise().reverse().eval())).margin(1e-9));
}

TEST_CASE("any split into blocks gives the same bits of true peak") {
    Eigen::ArrayXXf x(30000, 2);
    pya::dsp::white_noise(x, 11);
    TruePeakMeter<float> whole(2), cut(2);
    whole.process(x);
    std::mt19937 random(2);
    for (Index i = 0; i < x.rows();) {
        const Index n = std::min<Index>(1 + random() % 2500, x.rows() - i);
        cut.process(Block<const float>(x).part(i, n));
        i += n;
    }
    whole.end();
    cut.end();
    CHECK(whole.peak(0) == cut.peak(0));
    CHECK(whole.peak(1) == cut.peak(1));
}

TEST_CASE("the sink hears of each channel whose peak rises") {
    TruePeakMeter<float> meter(2);
    Eigen::ArrayXXf x = Eigen::ArrayXXf::Zero(4000, 2);
    x(2000, 1) = 0.5f;
    std::vector<Index> risen;
    meter.process(x, [&](Index channel, double) { risen.push_back(channel); });
    CHECK(risen == std::vector<Index>{1});
}

TEST_CASE("silence has a true peak of 0, NaN counts as nothing, an infinity is infinite") {
    TruePeakMeter<float> meter(1);
    meter.process(Eigen::ArrayXXf::Zero(5000, 1).eval());
    meter.end();
    CHECK(meter.peak(0) == 0);
    Eigen::ArrayXXf x = Eigen::ArrayXXf::Zero(5000, 1);
    x(100, 0) = std::numeric_limits<float>::quiet_NaN();
    x(3000, 0) = 0.25f;
    meter.process(x);
    meter.end();
    CHECK(meter.peak(0) == Approx(0.25));
    x(4000, 0) = -std::numeric_limits<float>::infinity();
    meter.process(x);
    meter.end();
    CHECK(std::isinf(meter.peak(0)));
}

TEST_CASE("a true-peak meter refuses other channels than its own") {
    CHECK_THROWS_AS(TruePeakMeter<float>(0), pya::ArgumentError);
    TruePeakMeter<float> meter(2);
    CHECK_THROWS_AS(meter.process(Eigen::ArrayXXf::Zero(10, 3).eval()), pya::ArgumentError);
}
