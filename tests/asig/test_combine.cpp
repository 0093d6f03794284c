// SPDX-License-Identifier: MIT
#include <pya/pya.hpp>

#include "support/catch.hpp"

#include <cmath>
#include <limits>

using namespace pya;

namespace {

using Values = std::vector<float>;

Values column(const Asig& a, Index c = 0) {
    Values values;
    for (Index i = 0; i < a.samples(); ++i) values.push_back(a.sig()(i, c));
    return values;
}

Asig noise(Index samples, Index channels = 1) {
    return Asig(Eigen::ArrayXXf::Random(samples, channels), {.sr = 1000, .label = "a"});
}

} // namespace

TEST_CASE("the arithmetic that the design promises", "[asig]") {
    const Asig tone = Ugen::sine({.freq = 440, .amp = 0.8, .dur = 2.0, .channels = 2, .cn = {"l", "r"}});
    const Asig am = tone * (0.5 + 0.2 * Ugen::sine({.freq = 5, .dur = 2.0, .channels = 2}));
    CHECK(am.samples() == 88200);
    CHECK(am.cn() == std::vector<std::string>{"l", "r"});
    const double i = 12345;
    const double want =
        0.8 * std::sin(2 * EIGEN_PI * 440 * i / 44100) * (0.5 + 0.2 * std::sin(2 * EIGEN_PI * 5 * i / 44100));
    CHECK(am.sig()(12345, 1) == Approx(want).margin(1e-6));

    const Asig word(Eigen::ArrayXf::Random(500));
    const Asig hiss = Ugen::noise({.type = Noise::pink, .n_rows = 700, .seed = 7});
    const Asig longer = word.x() + hiss;
    const Asig shorter = word.b() + hiss;
    CHECK(longer.samples() == 700);
    CHECK(shorter.samples() == 500);
    CHECK(longer.sig()(699, 0) == hiss.sig()(699, 0));
    CHECK(shorter == longer(slice(0, 500)));
}

TEST_CASE("numbers combine from either side", "[asig]") {
    const Asig a({1.f, 2.f, 4.f});
    CHECK(column(a + 1) == Values{2, 3, 5});
    CHECK(column(1 + a) == Values{2, 3, 5});
    CHECK(column(a - 1) == Values{0, 1, 3});
    CHECK(column(1 - a) == Values{0, -1, -3});
    CHECK(column(a * 0.5) == Values{0.5, 1, 2});
    CHECK(column(0.5f * a) == Values{0.5, 1, 2});
    CHECK(column(a / 2) == Values{0.5, 1, 2});
    CHECK(column(8 / a) == Values{8, 4, 2});
    CHECK(column(-a) == Values{-1, -2, -4});
}

TEST_CASE("signals and arrays and lists combine sample by sample", "[asig]") {
    const Asig a({1.f, 2.f, 4.f});
    const Asig b({1.f, 4.f, 8.f});
    CHECK(column(a + b) == Values{2, 6, 12});
    CHECK(column(a - b) == Values{0, -2, -4});
    CHECK(column(a * b) == Values{1, 8, 32});
    CHECK(column(b / a) == Values{1, 2, 2});
    CHECK(a + b.sig() == a + b);
    CHECK(b.sig().eval() - a == b - a);
    CHECK(a * std::vector<float>{1, 4, 8} == a * b);
    CHECK(a + Eigen::ArrayXf::Ones(3) == a + 1);
}

TEST_CASE("a list as long as there are channels is one value a channel", "[asig]") {
    const Asig a = noise(3, 3);
    const Asig scaled = a * std::vector<double>{1, 0, -2};
    CHECK(column(scaled, 0) == column(a, 0));
    CHECK(column(scaled, 1) == Values{0, 0, 0});
    CHECK(column(scaled, 2) == column(-2 * a, 2));
    CHECK(std::vector<double>{1, 0, -2} * a == scaled);
}

TEST_CASE("what goes on after the shorter operand ends", "[asig]") {
    const Asig shorter({1.f, 2.f});
    const Asig longer({4.f, 8.f, 16.f, 32.f});
    CHECK(column(shorter.x() + longer) == Values{5, 10, 16, 32});
    CHECK(column(longer.x() + shorter) == Values{5, 10, 16, 32});
    CHECK(column(shorter.x() - longer) == Values{-3, -6, -16, -32});
    CHECK(column(longer.x() - shorter) == Values{3, 6, 16, 32});
    CHECK(column(shorter.extend() * longer) == Values{4, 16, 16, 32});
    CHECK(column(shorter.x() / longer) == Values{0.25, 0.25, 0.0625, 0.03125});
    CHECK(column(longer.x() / shorter) == Values{4, 4, 16, 32});
    CHECK(column(shorter.b() - longer) == Values{-3, -6});
    CHECK(column(longer.bound() / shorter) == Values{4, 4});
    CHECK(column(shorter.x() + Asig()) == Values{1, 2});
    CHECK(column(Asig().x() - shorter) == Values{-1, -2});
    CHECK((shorter.b() + Asig()).samples() == 0);
}

TEST_CASE("division by zero and NaN follow IEEE arithmetic", "[asig]") {
    const float infinite = std::numeric_limits<float>::infinity();
    const Asig a({1.f, -1.f, 0.f, std::nanf("")});
    const Asig ratio = a / Asig(4);
    CHECK(ratio.sig()(0, 0) == infinite);
    CHECK(ratio.sig()(1, 0) == -infinite);
    CHECK(std::isnan(ratio.sig()(2, 0)));
    CHECK(std::isnan((a * 0).sig()(3, 0)));
}

TEST_CASE("the left signal gives rate and names and label", "[asig]") {
    const Asig a({1.f}, {.sr = 8, .label = "a", .cn = {"x"}});
    const Asig b({1.f}, {.sr = 8, .label = "b", .cn = {"y"}});
    for (const Asig& sum : {a + b, a + 1, 1 + a, a + b.sig()}) {
        CHECK(sum.sr() == 8);
        CHECK(sum.cn() == std::vector<std::string>{"x"});
        CHECK(sum.label() == "a_added");
    }
    CHECK((a - b).label() == "a_subtracted");
    CHECK((2 * a).label() == "a_multiplied");
    CHECK((a / b).label() == "a_divided");
}

TEST_CASE("operands that do not fit are refused and stay as they were", "[asig]") {
    const Asig a = noise(10, 2);
    const Asig copy(a.storage().view(), {.sr = 1000});
    CHECK_THROWS_AS(a + noise(11, 2), ArgumentError);
    CHECK_THROWS_AS(a + noise(10, 3), ArgumentError);
    CHECK_THROWS_AS(a + noise(10, 1), ArgumentError);
    CHECK_THROWS_AS(a + Asig(10, {.sr = 1001, .channels = 2}), ArgumentError);
    CHECK_THROWS_AS(a.x() + Asig(10, {.sr = 1001, .channels = 2}), ArgumentError);
    CHECK_THROWS_AS(a.b() * noise(10, 3), ArgumentError);
    CHECK_THROWS_AS((a * std::vector<float>{1, 2, 3}), ArgumentError);
    CHECK_THROWS_AS(a - Eigen::ArrayXXf::Zero(9, 2), ArgumentError);
    CHECK(a == copy);
}

TEST_CASE("a refused operation in place leaves both operands", "[asig]") {
    Asig a = noise(10, 2);
    const Asig before(a.storage().view(), {.sr = 1000});
    const Asig longer = noise(11, 2);
    CHECK_THROWS_AS(a += longer, ArgumentError);
    CHECK_THROWS_AS(a *= noise(10, 3), ArgumentError);
    CHECK_THROWS_AS(a -= Asig(10, {.sr = 8, .channels = 2}), ArgumentError);
    CHECK_THROWS_AS((a /= std::vector<double>{1, 2, 3}), ArgumentError);
    CHECK(a == before);
    CHECK(a.label() == "a");
    CHECK(longer.samples() == 11);
}

TEST_CASE("operations in place give what the plain ones give and keep the label", "[asig]") {
    const Asig a = noise(100, 2);
    const Asig b = noise(100, 2);
    Asig c = a;
    c += b;
    CHECK(c == a + b);
    c -= 0.25;
    CHECK(c == a + b - 0.25);
    c *= std::vector<double>{2, 3};
    CHECK(c == (a + b - 0.25) * std::vector<double>{2, 3});
    c /= b;
    CHECK(c == (a + b - 0.25) * std::vector<double>{2, 3} / b);
    CHECK(c.label() == "a");
    const Asig& itself = c;
    c -= itself;
    CHECK((c.sig() == 0).all());
}

TEST_CASE("a signal may meet itself", "[asig]") {
    Asig a = noise(50, 2);
    const Asig before = a;
    CHECK(a + a == 2 * a);
    a *= a;
    CHECK(a == before * before);
    a = std::move(a) + before;
    CHECK(a == before * before + before);
}
