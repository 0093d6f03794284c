// SPDX-License-Identifier: MIT
#include <pya/pya.hpp>

#include "support/catch.hpp"

#include <cmath>

using namespace pya;

namespace {

using Values = std::vector<float>;

Values column(const Asig& a, Index c = 0) {
    Values values;
    for (Index i = 0; i < a.samples(); ++i) values.push_back(a.sig()(i, c));
    return values;
}

} // namespace

TEST_CASE("append puts another signal behind", "[asig]") {
    const Asig a({1.f, 2.f}, {.sr = 8, .label = "a"});
    const Asig b({3.f}, {.sr = 8, .label = "b"});
    CHECK(column(a.append(b)) == Values{1, 2, 3});
    CHECK(column(a.append(b, -0.5)) == Values{1, 2, -1.5});
    CHECK(a.append(b).label() == "a+b");
    CHECK(column(a.append(a)) == Values{1, 2, 1, 2});
    CHECK(column(a.append(Asig(0, {.sr = 8}))) == Values{1, 2});
    CHECK(column(Asig(0, {.sr = 8}).append(b)) == Values{3});
    CHECK_THROWS_AS(a.append(Asig(1, {.sr = 8, .channels = 2})), ArgumentError);
}

TEST_CASE("append converts another rate so that it lasts as long", "[asig]") {
    const Asig low = Ugen::sine({.freq = 50, .dur = 1.0, .sr = 8000});
    const Asig both = Asig(100, {.sr = 16000}).append(low);
    CHECK(both.sr() == 16000);
    CHECK(both.samples() == 100 + 16000);
    const Asig want = Ugen::sine({.freq = 50, .dur = 1.0, .sr = 16000});
    // Away from the ends, a tone that is converted band-limited is the tone itself.
    CHECK((both(slice(1100, 15100)).sig() - want(slice(1000, 15000)).sig()).abs().maxCoeff() < 1e-3f);
}

TEST_CASE("appending in a loop keeps every sample", "[asig]") {
    Asig a(0);
    for (int i = 0; i < 300; ++i) a = std::move(a).append(Asig({static_cast<float>(i), 0.5f}));
    REQUIRE(a.samples() == 600);
    for (int i = 0; i < 300; ++i) REQUIRE(a.sig()(2 * i, 0) == static_cast<float>(i));
}

TEST_CASE("add changes the signal and drops what lies outside", "[asig]") {
    const Asig ones({1.f, 1.f, 1.f}, {.sr = 10});
    const auto added = [&](AddOptions options) {
        Asig a(5, {.sr = 10});
        a.add(ones, options);
        return column(a);
    };
    CHECK(added({}) == Values{1, 1, 1, 0, 0});
    CHECK(added({.pos = 1, .amp = 2}) == Values{0, 2, 2, 2, 0});
    CHECK(added({.pos = 4}) == Values{0, 0, 0, 0, 1});
    CHECK(added({.pos = 5}) == Values{0, 0, 0, 0, 0});
    CHECK(added({.pos = -2}) == Values{1, 0, 0, 0, 0});
    CHECK(added({.pos = -3}) == Values{0, 0, 0, 0, 0});
    CHECK(added({.onset = 0.2}) == Values{0, 0, 1, 1, 1});
    CHECK(added({.pos = 4, .onset = 0.0}) == Values{1, 1, 1, 0, 0});
    CHECK(added({.onset = 100_s}) == Values{0, 0, 0, 0, 0});
    CHECK(added({.pos = std::numeric_limits<Index>::max()}) == Values{0, 0, 0, 0, 0});
    CHECK(added({.pos = std::numeric_limits<Index>::min()}) == Values{0, 0, 0, 0, 0});
}

TEST_CASE("a signal can be added to itself with a delay", "[asig]") {
    Asig a({1.f, 2.f, 3.f, 4.f});
    a.add(a, {.pos = 1, .amp = 10});
    CHECK(column(a) == Values{1, 12, 23, 34});
}

TEST_CASE("add refuses other rates and widths and leaves the signal", "[asig]") {
    Asig a({1.f, 2.f}, {.sr = 10});
    CHECK_THROWS_AS(a.add(Asig({1.f}, {.sr = 11})), ArgumentError);
    CHECK_THROWS_AS(a.add(Asig(1, {.sr = 10, .channels = 2})), ArgumentError);
    CHECK_THROWS_AS(a.add(Asig({1.f}, {.sr = 10}), {.onset = Seconds(std::nan(""))}), ArgumentError);
    CHECK(column(a) == Values{1, 2});
}

TEST_CASE("pad adds a constant at either end", "[asig]") {
    const Asig a(Eigen::ArrayXXf{{1, 2}, {3, 4}}, {.label = "a"});
    CHECK(column(a.pad(2), 1) == Values{2, 4, 0, 0});
    CHECK(column(a.pad(1, {.tail = false}), 1) == Values{0, 2, 4});
    CHECK(column(a.pad(1, {.constant_values = 0.5})) == Values{1, 3, 0.5});
    CHECK(column(a.pad(2, {.tail = false, .constant_values = -1})) == Values{-1, -1, 1, 3});
    CHECK(a.pad(0) == a);
    CHECK(a.pad(1).label() == "a_padded");
    CHECK(Asig(0).pad(3) == Asig(3));
    CHECK(Asig(0).pad(2, {.tail = false, .constant_values = 1}) == Asig({1.f, 1.f}));
    CHECK_THROWS_AS(a.pad(-1), ArgumentError);
    CHECK_THROWS_AS(a.pad(-1, {.tail = false}), ArgumentError);
}

TEST_CASE("padding does not reach into what else shares the memory", "[asig]") {
    const Asig a({1.f, 2.f, 3.f, 4.f});
    const Asig padded = a(slice(0, 2)).pad(2, {.constant_values = 9});
    CHECK(column(padded) == Values{1, 2, 9, 9});
    CHECK(column(a) == Values{1, 2, 3, 4});
}

TEST_CASE("apply takes functions of samples and of arrays", "[asig]") {
    const Asig a(Eigen::ArrayXXf::Random(100, 2), {.label = "a"});
    const Asig squared = a.apply([](float x) { return x * x; });
    CHECK(squared == a * a);
    CHECK(squared.label() == "a");
    CHECK(a.apply([](const ConstSigMap& x) { return x.square(); }) == a * a);
    const Asig bent = a.apply(dsp::tanh);
    CHECK(bent.sig()(1, 0) == Approx(std::tanh(a.sig()(1, 0))));
    CHECK(bent.label() == a.label());
    CHECK(a.apply([](double x) { return x < 0 ? 0 : 1; }).sig().minCoeff() == 0);
    CHECK(Asig(0).apply([](float x) { return x; }).samples() == 0);
}

TEST_CASE("an exception from a function leaves the signal", "[asig]") {
    const Asig a({1.f, 2.f});
    const auto thrower = [](float x) -> float { throw std::runtime_error("no " + std::to_string(x)); };
    CHECK_THROWS_AS(a.apply(thrower), std::runtime_error);
    CHECK(column(a) == Values{1, 2});
}

TEST_CASE("custom hands the signal itself to a function", "[asig]") {
    Asig a({1.f, 2.f, 3.f});
    a.custom([](Asig& s) { s(0) = 10; });
    CHECK(column(a) == Values{10, 2, 3});
    a.custom([](Asig& s, double amp, Index n) { return amp * s(slice(0, n)); }, 2.0, Index{2});
    CHECK(column(a) == Values{20, 4});
    CHECK(column(Asig({1.f}).custom([](Asig& s) { s *= 3; })) == Values{3});
}
