// SPDX-License-Identifier: MIT
#include <pya/dsp/separate/hpss.hpp>
#include <pya/error.hpp>

#include "reference/hpss.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <random>
#include <vector>

using Catch::Matchers::Contains;
using Eigen::ArrayXd;
using Eigen::ArrayXXd;
using Eigen::ArrayXXf;
using pya::ArgumentError;
using pya::dsp::Hpss;
using pya::dsp::hpss;
using pya::dsp::hpss_masks;
using pya::dsp::HpssOptions;
using pya::dsp::Index;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

ArrayXXd reference_magnitudes() {
    return Eigen::Map<const ArrayXXd>(hpss_reference::magnitudes.data(), 13, 23);
}

bool close(const ArrayXXd& a, const std::vector<double>& b, double tolerance) {
    return a.size() == static_cast<Index>(b.size()) &&
           (a.reshaped() - Eigen::Map<const ArrayXd>(b.data(), a.size())).abs().maxCoeff() < tolerance;
}

void check_masks(const HpssOptions& options, const std::vector<double>& harmonic,
                 const std::vector<double>& percussive) {
    const Hpss<ArrayXXd> masks = hpss_masks(reference_magnitudes(), options);
    CHECK(close(masks.harmonic, harmonic, 1e-11));
    CHECK(close(masks.percussive, percussive, 1e-11));
    const Hpss<ArrayXXf> single = hpss_masks(reference_magnitudes().cast<float>().eval(), options);
    CHECK(close(single.harmonic.cast<double>(), harmonic, 1e-6));
    CHECK(close(single.percussive.cast<double>(), percussive, 1e-6));
}

// The signal of hpss.py.
ArrayXXd tone_and_bursts(Index n) {
    ArrayXXd x(n, 1);
    for (Index i = 0; i < n; ++i)
        x(i, 0) = 0.5 * std::sin(0.2 * static_cast<double>(i)) +
                  (i % 1500 < 60 ? static_cast<double>(i * i * 37 % 101) / 101 - 0.5 : 0.);
    return x;
}

ArrayXXd every_29th(const ArrayXXd& x) {
    ArrayXXd some((x.rows() + 28) / 29, 1);
    for (Index i = 0; i < some.rows(); ++i) some(i, 0) = x(29 * i, 0);
    return some;
}

// Medians along time, by sorting each window.
ArrayXXd sorted_medians(const ArrayXXd& s, Index width) {
    ArrayXXd result(s.rows(), s.cols());
    for (Index b = 0; b < s.rows(); ++b)
        for (Index f = 0; f < s.cols(); ++f) {
            std::vector<double> window;
            for (Index i = f - width / 2; i < f - width / 2 + width; ++i) {
                const Index turn = ((i % (2 * s.cols())) + 2 * s.cols()) % (2 * s.cols());
                window.push_back(s(b, turn < s.cols() ? turn : 2 * s.cols() - 1 - turn));
            }
            std::sort(window.begin(), window.end());
            result(b, f) = window[static_cast<std::size_t>(width / 2)];
        }
    return result;
}

} // namespace

TEST_CASE("hpss_masks has the numbers of scipy's medians") {
    using namespace hpss_reference;
    check_masks({}, defaults_harmonic, defaults_percussive);
    check_masks({.harmonic_width = 5, .percussive_width = 8}, narrow_harmonic, narrow_percussive);
    check_masks({.harmonic_width = 1, .percussive_width = 2}, one_harmonic, one_percussive);
    check_masks({.harmonic_width = 16, .percussive_width = 17, .power = 1}, linear_harmonic,
                linear_percussive);
    check_masks({.harmonic_width = 9, .percussive_width = 9, .power = 1.5}, odd_power_harmonic,
                odd_power_percussive);
}

TEST_CASE("margins of hpss_masks leave a residual") {
    using namespace hpss_reference;
    check_masks({.harmonic_width = 7, .percussive_width = 9, .harmonic_margin = 2, .percussive_margin = 3},
                margins_harmonic, margins_percussive);
    check_masks({.harmonic_width = 9,
                 .percussive_width = 9,
                 .harmonic_margin = 1.5,
                 .percussive_margin = 1.5,
                 .power = infinity},
                hard_harmonic, hard_percussive);
}

TEST_CASE("medians of any width are those of the sorted window") {
    std::mt19937 random(7);
    for (const Index width : {1, 2, 3, 4, 7, 8, 15, 16, 30, 31, 32, 33, 63, 64, 100, 129}) {
        const Index bins = 1 + static_cast<Index>(random() % 40),
                    frames = 1 + static_cast<Index>(random() % 70);
        ArrayXXd s(bins, frames);
        for (double& x : s.reshaped()) x = static_cast<double>(random() % 1000);
        // With a percussive width of 1 the median along frequency is the magnitude itself.
        const HpssOptions options{.harmonic_width = width, .percussive_width = 1, .power = 1};
        const ArrayXXd h = sorted_medians(s, width);
        const ArrayXXd wanted = (h + s > 0).select(h / (h + s), 0.5);
        CHECK((hpss_masks(s, options).harmonic - wanted).abs().maxCoeff() < 1e-15);
        const HpssOptions turned{.harmonic_width = 1, .percussive_width = width, .power = 1};
        CHECK((hpss_masks(s.transpose().eval(), turned).percussive.transpose() - wanted).abs().maxCoeff() <
              1e-15);
    }
}

TEST_CASE("without margins the masks add up to 1, also in silence") {
    ArrayXXd s = reference_magnitudes();
    s.leftCols(15) = 0;
    const Hpss<ArrayXXd> masks = hpss_masks(s, {.harmonic_width = 5, .percussive_width = 5});
    CHECK((masks.harmonic + masks.percussive - 1).abs().maxCoeff() < 1e-15);
    CHECK(masks.harmonic(0, 0) == 0.5);
    CHECK(hpss_masks(s, {.harmonic_width = 5, .harmonic_margin = 2}).harmonic(0, 0) == 0);
}

TEST_CASE("masks don't change with the level") {
    const ArrayXXf s = reference_magnitudes().cast<float>();
    const ArrayXXf soft = s * std::ldexp(1.f, -100), loud = s * std::ldexp(1.f, 100);
    CHECK((hpss_masks(s).harmonic == hpss_masks(soft).harmonic).all());
    CHECK((hpss_masks(s).harmonic == hpss_masks(loud).harmonic).all());
}

TEST_CASE("NaN counts as infinite in the medians") {
    ArrayXXd broken = reference_magnitudes(), infinite = broken;
    broken(3, 9) = not_a_number;
    infinite(3, 9) = infinity;
    const Hpss<ArrayXXd> a = hpss_masks(broken), b = hpss_masks(infinite);
    CHECK((a.harmonic == b.harmonic).all());
    CHECK(a.harmonic.isFinite().all());
    CHECK(hpss_masks(ArrayXXd::Constant(3, 3, not_a_number)).harmonic.isNaN().all());
}

TEST_CASE("no bins and no frames have no masks") {
    CHECK(hpss_masks(ArrayXXd(0, 5)).harmonic.cols() == 5);
    CHECK(hpss_masks(ArrayXXd(5, 0)).percussive.rows() == 5);
    CHECK(hpss_masks(ArrayXXd::Ones(1, 1)).harmonic(0, 0) == 0.5);
}

TEST_CASE("hpss has the numbers of librosa's frames") {
    const HpssOptions options{.harmonic_width = 5, .percussive_margin = 2};
    const Hpss<ArrayXXd> parts = hpss(tone_and_bursts(5000), options);
    CHECK(close(every_29th(parts.harmonic), hpss_reference::long_harmonic, 1e-11));
    CHECK(close(every_29th(parts.percussive), hpss_reference::long_percussive, 1e-11));
    const Hpss<ArrayXXf> single = hpss(tone_and_bursts(5000).cast<float>().eval(), options);
    CHECK(close(every_29th(single.harmonic.cast<double>()), hpss_reference::long_harmonic, 1e-5));
}

TEST_CASE("hpss takes a signal shorter than a frame") {
    const Hpss<ArrayXXd> parts = hpss(tone_and_bursts(900), {.harmonic_width = 5, .percussive_margin = 2});
    CHECK(close(every_29th(parts.harmonic), hpss_reference::short_harmonic, 1e-11));
    CHECK(close(every_29th(parts.percussive), hpss_reference::short_percussive, 1e-11));
}

TEST_CASE("the parts of hpss add up to the signal, for any length") {
    for (const Index n : {1, 2, 511, 512, 513, 2047, 2048, 2049, 4099}) {
        const ArrayXXd x = tone_and_bursts(n);
        const Hpss<ArrayXXd> parts = hpss(x);
        CHECK((parts.harmonic + parts.percussive - x).abs().maxCoeff() < 1e-12);
    }
    CHECK(hpss(ArrayXXd(0, 3)).harmonic.cols() == 3);
    CHECK(hpss(ArrayXXd(100, 0)).harmonic.cols() == 0);
}

TEST_CASE("hpss keeps a tone and a click apart") {
    const Index n = 30000;
    ArrayXXd tone(n, 1), click = ArrayXXd::Zero(n, 1);
    for (Index i = 0; i < n; ++i)
        tone(i, 0) = 0.1 * std::sin(2 * std::numbers::pi * 0.02 * static_cast<double>(i));
    click(15000, 0) = 1;
    const Hpss<ArrayXXd> parts = hpss(tone + click);
    const auto middle = [](const ArrayXXd& x) { return x.middleRows(6000, 18000); };
    const double lost_tone = (middle(parts.harmonic) - middle(tone)).square().sum();
    const double lost_click = (middle(parts.percussive) - middle(click)).square().sum();
    CHECK(lost_tone < 0.01 * middle(tone).square().sum());
    CHECK(lost_click < 0.1);
}

TEST_CASE("channels of hpss are separated on their own") {
    ArrayXXd both(5000, 2);
    both.col(0) = tone_and_bursts(5000).col(0);
    both.col(1) = both.col(0).reverse();
    const Hpss<ArrayXXd> parts = hpss(both);
    for (Index c = 0; c < 2; ++c)
        CHECK((parts.harmonic.col(c) == hpss(both.col(c).eval()).harmonic.col(0)).all());
}

TEST_CASE("a NaN stays within the frames of hpss that hold it") {
    ArrayXXd x = tone_and_bursts(60000);
    x(30000, 0) = not_a_number;
    const Hpss<ArrayXXd> parts = hpss(x);
    CHECK(parts.harmonic.topRows(30000 - 2048).isFinite().all());
    CHECK(parts.harmonic.bottomRows(30000 - 2048).isFinite().all());
    CHECK(std::isnan(parts.harmonic(30000, 0)));
}

TEST_CASE("hpss refuses options out of range") {
    const ArrayXXd x = tone_and_bursts(100);
    CHECK_THROWS_AS(hpss(x, {.harmonic_width = 0}), ArgumentError);
    CHECK_THROWS_AS(hpss(x, {.percussive_width = pya::dsp::widest_median + 1}), ArgumentError);
    CHECK_THROWS_AS(hpss(x, {.harmonic_margin = 0.5}), ArgumentError);
    CHECK_THROWS_AS(hpss(x, {.percussive_margin = infinity}), ArgumentError);
    CHECK_THROWS_AS(hpss(x, {.power = 0}), ArgumentError);
    CHECK_THROWS_AS(hpss(x, {.power = not_a_number}), ArgumentError);
    CHECK_THROWS_WITH(hpss_masks(reference_magnitudes(), {.harmonic_margin = not_a_number}),
                      Contains("hpss_masks") && Contains("harmonic_margin") && Contains("at least 1"));
    CHECK_THROWS_WITH(hpss_masks(-reference_magnitudes()), Contains("magnitudes"));
}
