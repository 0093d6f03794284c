// SPDX-License-Identifier: MIT
#include <pya/dsp/loudness/meter.hpp>
#include <pya/dsp/source/noise.hpp>
#include <pya/error.hpp>

#include "reference/loudness.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <vector>

using pya::dsp::Block;
using pya::dsp::Index;
using pya::dsp::LoudnessMeter;
using pya::dsp::LoudnessReading;
using pya::dsp::Speaker;

static_assert(pya::dsp::Analyser<LoudnessMeter<float>, float>);
static_assert(pya::dsp::Analyser<LoudnessMeter<double>, double>);

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

struct Part {
    double dur;  // s
    double dbfs; // level of the peak
};

// A sine of 1 kHz at 48 kHz whose level changes from part to part, alike in all channels.
Eigen::ArrayXXd tone(const std::vector<Part>& parts, Index channels = 2, double sr = 48000) {
    double dur = 0;
    for (const Part& part : parts) dur += part.dur;
    Eigen::ArrayXXd x(static_cast<Index>(std::round(dur * sr)), channels);
    Index begin = 0;
    double until = 0;
    for (const Part& part : parts) {
        until += part.dur;
        const auto end = static_cast<Index>(std::round(until * sr));
        for (Index i = begin; i < end; ++i)
            x.row(i) = std::pow(10, part.dbfs / 20) * std::sin(2 * M_PI * 1000 * static_cast<double>(i) / sr);
        begin = end;
    }
    return x;
}

double integrated(const Eigen::ArrayXXd& x, double sr = 48000) {
    LoudnessMeter<double> meter(sr, x.cols());
    meter.process(x);
    return meter.integrated();
}

double range(const std::vector<Part>& parts) {
    LoudnessMeter<double> meter(48000, 2);
    meter.process(tone(parts));
    return meter.range();
}

// The same signal as programme() in loudness.py.
Eigen::ArrayXXf swelling_noise(double sr, double seconds, Index channels) {
    Eigen::ArrayXXf x(static_cast<Index>(sr * seconds), channels);
    pya::dsp::white_noise(x, 7);
    for (Index i = 0; i < x.rows(); ++i) {
        const double level =
            0.02 + 0.3 * std::pow(std::sin(2 * M_PI * 0.11 * static_cast<double>(i) / sr), 4);
        for (Index c = 0; c < channels; ++c) x(i, c) = static_cast<float>(x(i, c) * level);
    }
    return x;
}

} // namespace

TEST_CASE("integrated loudness gates as EBU Tech 3341 asks for") {
    CHECK(integrated(tone({{20, -23}})) == Approx(-23).margin(0.1));
    CHECK(integrated(tone({{20, -33}})) == Approx(-33).margin(0.1));
    CHECK(integrated(tone({{10, -36}, {60, -23}, {10, -36}})) == Approx(-23).margin(0.1));
    CHECK(integrated(tone({{10, -72}, {10, -36}, {60, -23}, {10, -36}, {10, -72}})) ==
          Approx(-23).margin(0.1));
    CHECK(integrated(tone({{20, -26}, {20.1, -20}, {20, -26}})) == Approx(-23).margin(0.1));
}

TEST_CASE("surround channels count 1.41 times, as EBU Tech 3341 asks for") {
    Eigen::ArrayXXd x = tone({{20, 0}}, 5);
    const double level[] = {-28, -28, -24, -30, -30};
    for (Index c = 0; c < 5; ++c) x.col(c) *= std::pow(10, level[c] / 20);
    CHECK(integrated(x) == Approx(-23).margin(0.1));
}

TEST_CASE("a layout says which channel is for which loudspeaker") {
    const Eigen::ArrayXXd x = tone({{5, -20}}, 1);
    const auto loudness = [&](Speaker speaker) {
        LoudnessMeter<double> meter(48000, 1, {.layout = {speaker}});
        meter.process(x);
        return meter.integrated();
    };
    CHECK(loudness(Speaker::centre) == Approx(-23.01).margin(0.01));
    CHECK(loudness(Speaker::left_surround) == Approx(-23.01 + 10 * std::log10(1.41)).margin(0.01));
    CHECK(loudness(Speaker::lfe) == -infinity);
}

TEST_CASE("short-term and momentary loudness of a level that alternates within the window are constant") {
    std::vector<Part> three_seconds, four_hundred_ms;
    for (int i = 0; i < 5; ++i) three_seconds.insert(three_seconds.end(), {{1.34, -20}, {1.66, -30}});
    for (int i = 0; i < 25; ++i) four_hundred_ms.insert(four_hundred_ms.end(), {{0.18, -20}, {0.22, -30}});
    LoudnessMeter<double> meter(48000, 2);
    meter.process(tone(three_seconds), [](const LoudnessReading& now) {
        if (now.end >= 3 * 48000) CHECK(now.short_term == Approx(-23).margin(0.1));
    });
    meter.reset();
    meter.process(tone(four_hundred_ms), [](const LoudnessReading& now) {
        if (now.end >= 48000) CHECK(now.momentary == Approx(-23).margin(0.1));
    });
}

TEST_CASE("the loudness range is that of EBU Tech 3342") {
    CHECK(range({{20, -20}, {20, -30}}) == Approx(10).margin(1));
    CHECK(range({{20, -20}, {20, -15}}) == Approx(5).margin(1));
    CHECK(range({{20, -40}, {20, -20}}) == Approx(20).margin(1));
    CHECK(range({{20, -50}, {20, -35}, {20, -20}, {20, -35}, {20, -50}}) == Approx(15).margin(1));
}

TEST_CASE("loudness is libebur128's within 1e-4 LU, at odd rates too") {
    for (const auto& expected : reference::loudness::programmes) {
        const Eigen::ArrayXXf x = swelling_noise(expected.sr, expected.seconds, expected.channels);
        LoudnessMeter<float> meter(expected.sr, expected.channels);
        meter.process(x);
        INFO(expected.sr << " Hz, " << expected.channels << " channels");
        CHECK(meter.integrated() == Approx(expected.integrated).margin(1e-4));
        CHECK(meter.range() == Approx(expected.range).margin(1e-3));
        CHECK(meter.reading().momentary == Approx(expected.momentary).margin(1e-4));
        CHECK(meter.reading().short_term == Approx(expected.short_term).margin(1e-4));
    }
}

TEST_CASE("any split into blocks gives the same bits of loudness") {
    const Eigen::ArrayXXf x = swelling_noise(11025, 9, 2);
    const auto readings = [&](auto length_of_next) {
        std::vector<double> all;
        LoudnessMeter<float> meter(11025, 2);
        for (Index i = 0; i < x.rows();) {
            const Index n = std::min<Index>(length_of_next(), x.rows() - i);
            meter.process(Block<const float>(x).part(i, n), [&](const LoudnessReading& now) {
                all.insert(all.end(), {static_cast<double>(now.end), now.momentary, now.short_term});
            });
            i += n;
        }
        all.insert(all.end(), {meter.integrated(), meter.range()});
        return all;
    };
    const auto whole = readings([&] { return x.rows(); });
    std::mt19937 random(5);
    CHECK(readings([] { return 1; }) == whole);
    CHECK(readings([&] { return 1 + random() % 3000; }) == whole);
}

TEST_CASE("silence, and less than 400 ms of anything, is -infinity LUFS with a range of 0") {
    LoudnessMeter<float> meter(48000, 1);
    CHECK(meter.integrated() == -infinity);
    CHECK(meter.range() == 0);
    meter.process(Eigen::ArrayXXf::Zero(96000, 1).eval());
    CHECK(meter.integrated() == -infinity);
    CHECK(meter.reading().momentary == -infinity);
    meter.reset();
    meter.process(Eigen::ArrayXXf::Constant(19199, 1, 0.5f).eval());
    CHECK(meter.integrated() == -infinity);
    CHECK(meter.max_momentary() > -infinity);
}

TEST_CASE("a meter that runs longer than it was told measures on") {
    LoudnessMeter<double> meter(8000, 1, {.longest = 1});
    meter.process(tone({{20, -20}}, 1, 8000));
    CHECK(meter.integrated() == Approx(-23.0).margin(0.1));
}

TEST_CASE("a loudness meter refuses what it can't measure") {
    CHECK_THROWS_AS(LoudnessMeter<float>(3999, 1), pya::ArgumentError);
    CHECK_THROWS_AS(LoudnessMeter<float>(NAN, 1), pya::ArgumentError);
    CHECK_THROWS_AS(LoudnessMeter<float>(infinity, 1), pya::ArgumentError);
    CHECK_THROWS_AS(LoudnessMeter<float>(48000, 0), pya::ArgumentError);
    CHECK_THROWS_AS(LoudnessMeter<float>(48000, 7), pya::ArgumentError);
    CHECK_THROWS_AS(LoudnessMeter<float>(48000, 2, {.layout = {Speaker::left}}), pya::ArgumentError);
    CHECK_THROWS_AS(LoudnessMeter<float>(48000, 1, {.longest = 0}), pya::ArgumentError);
    LoudnessMeter<float> meter(48000, 2);
    CHECK_THROWS_AS(meter.process(Eigen::ArrayXXf::Zero(10, 1).eval()), pya::ArgumentError);
}

TEST_CASE("NaN in a channel that does not count changes nothing, at even and odd rates", "[loudness]") {
    for (const double sr : {48000.0, 48017.0}) {
        const std::vector<Speaker> layout{Speaker::left, Speaker::lfe};
        Eigen::ArrayXXd x = tone({{1, -20}}, 2, sr);
        x(100, 1) = std::numeric_limits<double>::quiet_NaN();
        LoudnessMeter<double> meter(sr, 2, {.layout = layout});
        meter.process(x);
        CHECK(std::abs(meter.integrated() + 23.01) < 0.05);
    }
}

TEST_CASE("the ungated loudness counts every sample, between the steps too", "[loudness]") {
    for (const double sr : {48000.0, 48017.0, 11025.0}) {
        const Eigen::ArrayXXd x = tone({{0.2503, -20}}, 2, sr);
        LoudnessMeter<double> meter(sr, 2);
        CHECK(meter.ungated() == -infinity);
        meter.process(x);
        CHECK(std::abs(meter.ungated() + 20) < 0.1);
        CHECK(meter.integrated() == -infinity);
        meter.reset();
        CHECK(meter.ungated() == -infinity);
    }
}
