// SPDX-License-Identifier: MIT
#include <pya/asig.hpp>
#include <pya/error.hpp>
#include <pya/mapping.hpp>
#include <pya/sonify/data_map.hpp>
#include <pya/sonify/scales.hpp>

#include "support/catch.hpp"

#include <cmath>
#include <limits>
#include <vector>

using namespace pya;

namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

Eigen::ArrayXd array(std::initializer_list<double> values) {
    return Eigen::Map<const Eigen::ArrayXd>(values.begin(), static_cast<Index>(values.size()));
}

bool same(const Eigen::ArrayXd& a, const Eigen::ArrayXd& b) {
    return a.size() == b.size() && ((a - b).abs() < 1e-12 || (a.isNaN() && b.isNaN())).all();
}

} // namespace

TEST_CASE("the least value of data is mapped to one end and the greatest to the other", "[sonify]") {
    CHECK(same(map({3, 1, 2}).to(10, 20), array({20, 10, 15})));
    CHECK(same(map({3, 1, 2}).to(20, 10), array({10, 20, 15})));
    CHECK(same(map({3, 1, 2}), array({1, 0, .5})));
    CHECK(same(map({3, 1, 2}).to(5, 5), array({5, 5, 5})));
}

TEST_CASE("mapped data agrees with linlin where both can do the same", "[sonify]") {
    const Eigen::ArrayXd data = Eigen::ArrayXd::LinSpaced(101, -3, 3).sin() * 1.5;
    CHECK(same(map(data).from(-1, 1).to(-12, 24), linlin(data, -1, 1, -12, 24)));
    CHECK(same(map(data).from(-1, 1).to(-12, 24).clip(), linlin(data, -1, 1, -12, 24, Clip::minmax)));
}

TEST_CASE("a logarithmic map makes equal ratios of equal differences", "[sonify]") {
    CHECK(same(map({0, 1, 2, 3}).to(100, 800).log(), array({100, 200, 400, 800})));
    CHECK(same(map({0, 1, 2}).log().to(-1, -4), array({-1, -2, -4})));
    CHECK(same(map({0, 1, 2}).from(0, 1).to(100, 200).log(), array({100, 200, 400})));
}

TEST_CASE("a curvature bends a linear map and keeps its ends", "[sonify]") {
    const Eigen::ArrayXd slow = map({0, 1, 2}).to(0, 10).linear(4),
                         fast = map({0, 1, 2}).to(0, 10).linear(-4);
    CHECK(slow(1) == Approx(10 * (std::exp(2) - 1) / (std::exp(4) - 1)));
    CHECK(fast(1) == Approx(10 - slow(1)));
    CHECK(same(map({0, 1, 2}).log().linear(), array({0, .5, 1})));
}

TEST_CASE("what lies beyond the source goes on, stays at the end or begins again", "[sonify]") {
    const auto data = map({-1, 0, 5, 15, 20}).from(0, 10).to(0, 100);
    CHECK(same(data, array({-10, 0, 50, 150, 200})));
    CHECK(same(data.clip(), array({0, 0, 50, 100, 100})));
    CHECK(same(data.wrap(), array({90, 0, 50, 50, 0})));
}

TEST_CASE("a scale takes the nearest of its tones in every octave", "[sonify]") {
    const auto notes = map({60, 61, 61.1, 66.6, 71.6, 47.4, -0.6}).from(0, 1).to(0, 1);
    CHECK(same(notes.scale(scales::major), array({60, 60, 62, 67, 72, 47, -1})));
    CHECK(same(notes.scale(scales::chromatic), array({60, 61, 61, 67, 72, 47, -1})));
    CHECK(same(notes.scale({0}, 2), array({62, 62, 62, 62, 74, 50, 2})));
    CHECK(same(map({1, 2}).from(0, 1).to(0, 1).scale({11, 4}), array({-1, 4})));
}

TEST_CASE("smoothing takes the mean of neighbours before the ends are looked for", "[sonify]") {
    CHECK(same(map({0, 3, 0, 3}).from(0, 1).to(0, 1).smooth(3), array({1.5, 1, 2, 1.5})));
    CHECK(same(map({0, 3, 0, 3}).to(0, 1).smooth(3), array({.5, 0, 1, .5})));
    CHECK(same(map({1, missing, 3}).from(0, 1).to(0, 1).smooth(3), array({1, 2, 3})));
    CHECK(same(map({1, 2}).from(0, 1).to(0, 1).smooth(1'000'001), array({1.5, 1.5})));
}

TEST_CASE("NaN stays NaN, and the ends are found without it", "[sonify]") {
    CHECK(same(map({1, missing, 3}).to(0, 10), array({0, missing, 10})));
    CHECK(same(map({missing, missing}).to(1, 2), array({missing, missing})));
    CHECK(same(map({missing, 60.2, 70}).from(0, 1).to(0, 1).scale({0}), array({missing, 60, 72})));
    CHECK(map(Eigen::ArrayXd()).values().size() == 0);
}

TEST_CASE("another value is mapped as the data is", "[sonify]") {
    const auto pitch = map({0, 10}).to(100, 400).log();
    CHECK(pitch(5) == Approx(200));
    CHECK(pitch(20) == Approx(1600));
    CHECK(pitch.clip()(20) == Approx(400));
}

TEST_CASE("numbers of any kind in a row can be mapped", "[sonify]") {
    const Asig a(array({1, 2, 3}), {.sr = 100});
    const std::vector<double> numbers{1, 2, 3};
    Eigen::MatrixXi matrix(1, 3);
    matrix << 1, 2, 3;
    CHECK(same(map(a.channel(0)), array({0, .5, 1})));
    CHECK(same(map(numbers), array({0, .5, 1})));
    CHECK(same(map(matrix), array({0, .5, 1})));
    CHECK(same(map(a.sig().col(0).reverse()), array({1, .5, 0})));
    CHECK_THROWS_AS(map(Eigen::ArrayXXd::Zero(2, 3)), ArgumentError);
}

TEST_CASE("maps that can't be made are refused", "[sonify]") {
    const auto data = map({1, 2});
    CHECK_THROWS_AS(data.from(1, 1), ArgumentError);
    CHECK_THROWS_AS(data.from(missing, 1), ArgumentError);
    CHECK_THROWS_AS(data.to(0, INFINITY), ArgumentError);
    CHECK_THROWS_AS(data.linear(missing), ArgumentError);
    CHECK_THROWS_AS(data.scale({}), ArgumentError);
    CHECK_THROWS_AS(data.scale({12}), ArgumentError);
    CHECK_THROWS_AS(data.scale({missing}), ArgumentError);
    CHECK_THROWS_AS(data.scale({0}, missing), ArgumentError);
    CHECK_THROWS_AS(data.smooth(2), ArgumentError);
    CHECK_THROWS_AS(data.smooth(-1), ArgumentError);
    CHECK_THROWS_AS(data.to(0, 1).log().values(), ArgumentError);
    CHECK_THROWS_AS(data.to(-1, 1).log()(1), ArgumentError);
    CHECK_THROWS_AS(map({1, 1}).values(), ArgumentError);
    CHECK_THROWS_AS(map({1, INFINITY}).values(), ArgumentError);
    CHECK(same(map({1, 1}).from(0, 2), array({.5, .5})));
}
