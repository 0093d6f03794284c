// SPDX-License-Identifier: MIT
#include <pya/dsp/leaf/pan.hpp>
#include <pya/pya.hpp>

#include "support/catch.hpp"

#include <cmath>

using namespace pya;

namespace {

using Names = std::vector<std::string>;

Asig noise(Index samples, const Names& cn) {
    return Asig(Eigen::ArrayXXf::Random(samples, static_cast<Index>(cn.size())),
                {.sr = 1000, .label = "a", .cn = cn});
}

bool close(const Asig& a, const Asig& b) {
    return a.samples() == b.samples() && a.channels() == b.channels() &&
           (a.sig() - b.sig()).abs().maxCoeff() < 1e-6f;
}

} // namespace

TEST_CASE("mono is a weighted sum named after the heaviest channel", "[asig]") {
    const Asig a = noise(200, {"x", "y", "z"});
    const Asig mean = a.mono();
    CHECK(close(mean, Asig(a.sig().rowwise().mean())));
    CHECK(mean.cn() == Names{"x"});
    CHECK(mean.label() == "a_blended");
    const Asig blend = a.mono({0.1, -3, 0.7});
    CHECK(close(blend, 0.1 * a(all, 0) - 3 * a(all, 1) + 0.7 * a(all, 2)));
    CHECK(blend.cn() == Names{"z"});
    CHECK(a(all, "y").mono() == a(all, "y"));
    CHECK_THROWS_AS(a.mono({1, 2}), ArgumentError);
    CHECK(noise(0, {"l", "r"}).mono().samples() == 0);
}

TEST_CASE("stereo makes two channels of any number", "[asig]") {
    const Asig one = noise(100, {"q"});
    CHECK(one.stereo().cn() == Names{"l", "r"});
    CHECK(one.stereo()(all, 0) == one);
    CHECK(one.stereo()(all, 1) == one);
    CHECK(one.stereo({0.5, 0.25})(all, "r") == 0.25 * one);

    const Asig two = noise(100, {"a", "b"});
    CHECK(two.stereo() == two);
    CHECK(two.stereo({1, 2})(all, "r") == 2 * two(all, "b"));

    const Asig three = noise(100, {"a", "b", "c"});
    CHECK(close(three.stereo()(all, 0), three.mono()));
    CHECK(close(three.stereo()(all, 1), three.mono()));
    CHECK(close(three.stereo({1, 0, 0}, {0, 0, 2})(all, 1), 2 * three(all, 2)));
    CHECK_THROWS_AS(three.stereo({1, 2}), ArgumentError);
    CHECK_THROWS_AS(two.stereo({1, 2, 3}), ArgumentError);
    CHECK_THROWS_AS(three.stereo({1, 2, 3}, {1, 2}), ArgumentError);
}

TEST_CASE("rewire reads all sources before it writes", "[asig]") {
    const Asig a = noise(50, {"l", "r"});
    const Asig swapped = a.rewire({{{0, 1}, 0.5}, {{1, 0}, 1}});
    CHECK(swapped(all, 0) == a(all, 1));
    CHECK(swapped(all, 1) == 0.5 * a(all, 0));
    CHECK(swapped.cn() == Names{"l", "r"});
    CHECK(swapped.label() == "a_rewire");
}

TEST_CASE("rewire grows to the highest destination", "[asig]") {
    const Asig a = noise(50, {"l", "r"});
    const Asig wide = a.rewire({{{0, 4}, 2}});
    CHECK(wide.cn() == Names{"l", "r", "unnamed", "unnamed", "unnamed"});
    CHECK((wide.sig().col(3) == 0).all());
    CHECK(wide(all, 4) == 2 * a(all, 0));
    CHECK(wide(all, slice(0, 2)) == a);
    CHECK(a.rewire({}) == a);
}

TEST_CASE("of several routes to one channel the last holds", "[asig]") {
    const Asig a = noise(50, {"l", "r"});
    CHECK(a.rewire({{{0, 1}, 1}, {{1, 1}, 0.25}})(all, 1) == 0.25 * a(all, 1));
}

TEST_CASE("rewire refuses channels that are not there", "[asig]") {
    const Asig a = noise(5, {"l", "r"});
    CHECK_THROWS_AS(a.rewire({{{2, 0}, 1}}), ArgumentError);
    CHECK_THROWS_AS(a.rewire({{{-1, 0}, 1}}), ArgumentError);
    CHECK_THROWS_AS(a.rewire({{{0, -1}, 1}}), ArgumentError);
    CHECK_THROWS_AS(a.rewire({{{0, Index{1} << 40}, 1}}), ArgumentError);
}

TEST_CASE("panning keeps the power", "[asig]") {
    const Asig a = noise(300, {"m"});
    const double power = std::pow(a.rms()(0), 2);
    for (const double pan : {-1.0, -0.7, -0.1, 0.0, 0.4, 1.0}) {
        const Eigen::ArrayXd sides = a.pan2(pan).rms();
        CHECK(sides.square().sum() == Approx(power).epsilon(1e-6));
    }
    CHECK(close(a.pan2(-1)(all, 0), a));
    CHECK(a.pan2(1).rms()(0) == Approx(0).margin(1e-7));
    CHECK(a.pan2(0)(all, 0) == a.pan2(0)(all, 1));
    CHECK(a.pan2().cn() == Names{"l", "r"});
    CHECK(a.pan2().label() == "a_pan2ed");
}

TEST_CASE("panning two or more channels balances the first two", "[asig]") {
    const Asig a = noise(30, {"a", "b", "c"});
    const Asig panned = a.pan2(0.5);
    CHECK(panned.cn() == Names{"a", "b"});
    CHECK(close(panned(all, 0), std::cos(0.375 * EIGEN_PI) * a(all, 0)));
    CHECK(close(panned(all, 1), std::sin(0.375 * EIGEN_PI) * a(all, 1)));
}

TEST_CASE("pan2 has the gains of the -3 dB law of the leaf, bit for bit", "[asig]") {
    const Asig a = noise(50, {"x"});
    for (const double position : {-1., -0.3, 0., 0.77, 1.}) {
        const auto [left, right] = dsp::leaf::pan(position, dsp::leaf::PanLaw::minus_3);
        const Eigen::ArrayXd x = a.sig().col(0).cast<double>();
        const Asig panned = a.pan2(position);
        CHECK((panned.sig().col(0) == (left * x).cast<float>()).all());
        CHECK((panned.sig().col(1) == (right * x).cast<float>()).all());
    }
}

TEST_CASE("pan2 refuses positions beyond the speakers", "[asig]") {
    const Asig a = noise(5, {"m"});
    CHECK_THROWS_AS(a.pan2(1.01), ArgumentError);
    CHECK_THROWS_AS(a.pan2(-2), ArgumentError);
    CHECK_THROWS_AS(a.pan2(std::nan("")), ArgumentError);
}

TEST_CASE("shifting channels in and out is the identity", "[asig]") {
    const Asig a = noise(40, {"a", "b", "c"});
    for (const Index shift : {0, 1, 5}) {
        const Asig shifted = a.shift_channel(shift);
        CHECK(shifted.channels() == 3 + shift);
        CHECK(shifted.shift_channel(-shift) == a);
        CHECK(shifted.shift_channel(-shift).cn() == a.cn());
        if (shift > 0) CHECK((shifted.sig().leftCols(shift) == 0).all());
    }
    CHECK(a.shift_channel(2).cn() == Names{"unnamed", "unnamed", "a", "b", "c"});
    CHECK(a.shift_channel(-2) == a(all, "c"));
    CHECK_THROWS_AS(a.shift_channel(-3), ArgumentError);
    CHECK_THROWS_AS(a.shift_channel(-100), ArgumentError);
    CHECK(noise(0, {"a"}).shift_channel(1).channels() == 2);
}

TEST_CASE("flatten puts frames one after the other", "[asig]") {
    const Asig flat = Asig(Eigen::ArrayXXf{{1, 2}, {3, 4}, {5, 6}}).flatten();
    CHECK(flat == Asig({1.f, 2.f, 3.f, 4.f, 5.f, 6.f}));
    CHECK(flat.cn() == Names{"0"});
    CHECK(noise(0, {"a", "b"}).flatten().samples() == 0);
}

TEST_CASE("a hundred channels mix like two", "[asig]") {
    const Asig a(Eigen::ArrayXXf::Random(700, 100));
    CHECK(close(a.mono(), Asig(a.sig().rowwise().mean())));
    CHECK(a.shift_channel(-99) == a(all, 99));
    CHECK(a.flatten().samples() == 70000);
}
