// SPDX-License-Identifier: MIT
#include <pya/pya.hpp>

#include "support/catch.hpp"

using namespace pya;

namespace {

using Values = std::vector<float>;

Asig counting(Index samples, Index channels = 1, const std::vector<std::string>& cn = {}) {
    Eigen::ArrayXXf sig(samples, channels);
    for (Index c = 0; c < channels; ++c)
        for (Index i = 0; i < samples; ++i) sig(i, c) = static_cast<float>(100 * c + i);
    return Asig(sig, {.sr = 10, .label = "a", .cn = cn});
}

Values column(const Asig& a, Index c = 0) {
    Values values;
    for (Index i = 0; i < a.samples(); ++i) values.push_back(a.sig()(i, c));
    return values;
}

// Runs an assignment that must fail, and returns true if the signal is as it was.
template <class F>
bool refuses(Asig a, F assign) {
    const Asig before(a.storage().view(), {.sr = a.sr(), .label = a.label(), .cn = a.cn()});
    CHECK_THROWS_AS(assign(a), ArgumentError);
    return a == before && a.label() == before.label() && a.cn() == before.cn();
}

} // namespace

TEST_CASE("the assignments that the design promises", "[asig]") {
    Asig data(Eigen::ArrayXXf::Random(1000, 4), {.sr = 1000, .label = "eeg", .cn = {"a", "b", "c", "d"}});
    Asig list({0.f, 0.5f, 1.f}, {.sr = 8});
    Asig tone = counting(50, 2);
    const Asig hiss(Eigen::ArrayXf::Random(300), {.sr = 1000});
    const Asig before = data;

    data(slice(3, 6), 0) = {1.f, -1.f, 0.5f};
    CHECK(column(data(slice(3, 6), 0)) == Values{1, -1, 0.5});
    CHECK(data(slice(6, none)) == before(slice(6, none)));

    data(slice(0.2_s, 0.4_s), "d") = data(slice(0.5_s, 0.7_s), "a");
    CHECK(column(data(slice(200, 400), 3)) == column(before(slice(500, 700), 0)));

    tone.b(slice(-10, slice::end)) += 1.f;
    CHECK(tone.sig()(39, 1) == 139);
    CHECK(tone.sig()(40, 1) == 141);

    data.x(slice(900, slice::end), "b") = 0.5 * hiss;
    CHECK(data.samples() == 1200);
    CHECK(data.sig()(1199, 1) == hiss.sig()(299, 0) * 0.5f);
    CHECK(data.sig()(1199, 0) == 0);

    list.o(slice(1, 2)) = hiss;
    CHECK(list.samples() == 302);
    CHECK(list.sig()(0, 0) == 0);
    CHECK(list.sig()(301, 0) == 1);
    CHECK(list.sr() == 8);
}

TEST_CASE("a number fills what is selected", "[asig]") {
    Asig a = counting(6, 2, {"l", "r"});
    a(slice(1, 3), "r") = 0.5;
    CHECK(column(a, 0) == Values{0, 1, 2, 3, 4, 5});
    CHECK(column(a, 1) == Values{100, 0.5, 0.5, 103, 104, 105});
    a({0, 5}) = -1;
    CHECK(column(a, 0) == Values{-1, 1, 2, 3, 4, -1});
    a(slice(none, none, -2), 0) = {10.f, 20.f, 30.f};
    CHECK(column(a, 0) == Values{-1, 30, 2, 20, 4, 10});
    a(a.sig().col(0) > 15, 1) = 0;
    CHECK(column(a, 1) == Values{-1, 0, 0.5, 0, 104, -1});
}

TEST_CASE("one value a channel goes to each channel", "[asig]") {
    Asig a = counting(4, 3);
    a(slice(0, 2)) = {1.f, 2.f, 3.f};
    CHECK(column(a, 0) == Values{1, 1, 2, 3});
    CHECK(column(a, 2) == Values{3, 3, 202, 203});
}

TEST_CASE("a source with one channel goes to every selected channel", "[asig]") {
    Asig a = counting(3, 3);
    a(all, {2, 0}) = Asig({7.f, 8.f, 9.f}, {.sr = 44100});
    CHECK(column(a, 0) == Values{7, 8, 9});
    CHECK(column(a, 1) == Values{100, 101, 102});
    CHECK(column(a, 2) == Values{7, 8, 9});
}

TEST_CASE("an assignment may read what it writes", "[asig]") {
    Asig a = counting(5, 2);
    a(slice(1, none)) = a(slice(0, -1));
    CHECK(column(a) == Values{0, 0, 1, 2, 3});
    a(all) = a(slice(none, none, -1));
    CHECK(column(a) == Values{3, 2, 1, 0, 0});
    a(all, {0, 1}) = a(all, {1, 0});
    CHECK(column(a, 1) == Values{3, 2, 1, 0, 0});
    a.x(slice(3, slice::end)) = a;
    CHECK(column(a, 1) == Values{3, 2, 1, 3, 2, 1, 0, 0});
    a.o(slice(1, 2)) = a;
    CHECK(column(a, 1) == Values{3, 3, 2, 1, 3, 2, 1, 0, 0, 1, 3, 2, 1, 0, 0});
    a.b(slice(12, none)) = a;
    CHECK(column(a(slice(12, none), 1)) == Values{3, 3, 2});
}

TEST_CASE("a whole signal may be written to a part of itself", "[asig]") {
    const Asig before({1.f, 2.f, 3.f, 4.f});
    Asig a = before;
    a(slice(none, none, -1)) = a;
    CHECK(column(a) == Values{4, 3, 2, 1});
    a.b(slice(1, 3)) = a;
    CHECK(column(a) == Values{4, 4, 3, 1});
    a.x(slice(3, none)) = a;
    CHECK(column(a) == Values{4, 4, 3, 4, 4, 3, 1});
    a.o(slice(1, 6)) = a;
    CHECK(column(a) == Values{4, 4, 4, 3, 4, 4, 3, 1, 1});
    a.b(slice(0, 2)) += a;
    CHECK(column(a) == Values{8, 8, 4, 3, 4, 4, 3, 1, 1});
    auto&& part = a(slice(0, 2));
    std::move(part) = part;
    CHECK(column(a) == Values{8, 8, 4, 3, 4, 4, 3, 1, 1});
    CHECK(column(before) == Values{1, 2, 3, 4});
}

TEST_CASE("bound writes as much as fits", "[asig]") {
    Asig a = counting(5);
    const Asig ones(Eigen::ArrayXf::Ones(3));
    a.b(slice(3, none)) = ones;
    CHECK(column(a) == Values{0, 1, 2, 1, 1});
    a.bound(slice(0, none)) = 2 * ones;
    CHECK(column(a) == Values{2, 2, 2, 1, 1});
    a.b(slice(9, none)) = ones;
    CHECK(column(a) == Values{2, 2, 2, 1, 1});
    a.b({4, 0}) = {5.f, 6.f, 7.f};
    CHECK(column(a) == Values{6, 2, 2, 1, 5});
}

TEST_CASE("extend lengthens with silence", "[asig]") {
    Asig a = counting(3, 2);
    a.x(slice(2, none), 1) = {7.f, 8.f, 9.f};
    CHECK(column(a, 0) == Values{0, 1, 2, 0, 0});
    CHECK(column(a, 1) == Values{100, 101, 7, 8, 9});
    a.extend(slice(7, none)) = Asig({1.f});
    CHECK(column(a, 0) == Values{0, 1, 2, 0, 0, 0, 0, 1});
    a.x(slice(0, none)) = Asig({5.f});
    CHECK(a.samples() == 8);
    CHECK(a.sig()(0, 1) == 5);
    CHECK(a.sig()(1, 1) == 101);
}

TEST_CASE("overwrite replaces the selected samples by all of the source", "[asig]") {
    Asig a = counting(5);
    a.o(slice(1, 4)) = Asig({9.f});
    CHECK(column(a) == Values{0, 9, 4});
    a.overwrite(slice(1, 1)) = Asig({1.f, 2.f});
    CHECK(column(a) == Values{0, 1, 2, 9, 4});
    a.o(-1) = Asig({5.f, 6.f});
    CHECK(column(a) == Values{0, 1, 2, 9, 5, 6});
    a.o(slice(2, none)) = Asig(0);
    CHECK(column(a) == Values{0, 1});
    a.o(slice(0, 1)) = 3;
    CHECK(column(a) == Values{3, 1});
}

TEST_CASE("in-place operators combine and assign", "[asig]") {
    Asig a = counting(4, 2);
    a(slice(1, 3)) += 10;
    a(all, 1) -= Asig({100.f, 100.f, 100.f, 100.f});
    a(slice(0, 2), 0) *= {2.f, 3.f};
    a(3) /= 2;
    CHECK(column(a, 0) == Values{0, 33, 12, 1.5});
    CHECK(column(a, 1) == Values{0, 11, 12, 1.5});
    a.x(slice(2, none)) += Asig({1.f, 1.f, 1.f}, {.sr = 999});
    CHECK(column(a, 0) == Values{0, 33, 13, 2.5, 1});
    a.b(slice(4, none)) *= Asig({5.f, 5.f});
    CHECK(column(a, 1) == Values{0, 11, 13, 2.5, 5});
}

TEST_CASE("an assignment that can't be leaves the signal as it was", "[asig]") {
    const Asig a = counting(6, 2, {"l", "r"});
    const Asig three({1.f, 2.f, 3.f});
    const Asig wide(Eigen::ArrayXXf::Ones(6, 3));

    CHECK(refuses(a, [&](Asig& s) { s(slice(0, 2)) = three; }));
    CHECK(refuses(a, [&](Asig& s) { s(slice(0, 4)) = three; }));
    CHECK(refuses(a, [&](Asig& s) { s(all) = wide; }));
    CHECK(refuses(a, [&](Asig& s) { s.b(all) = wide; }));
    CHECK(refuses(a, [&](Asig& s) { s.x(all) = wide; }));
    CHECK(refuses(a, [&](Asig& s) { s.o(all) = wide; }));
    CHECK(refuses(a, [&](Asig& s) { s(6) = 0; }));
    CHECK(refuses(a, [&](Asig& s) { s(all, "x") = 0; }));
    CHECK(refuses(a, [&](Asig& s) { s(all, 2) = 0; }));
    CHECK(refuses(a, [&](Asig& s) { s({true}) = 0; }));
    CHECK(refuses(a, [&](Asig& s) { s(slice(0, 2)) += three; }));
    CHECK(refuses(a, [&](Asig& s) { s(all) *= wide; }));
}

TEST_CASE("extend needs a slice of step 1 that reaches the end", "[asig]") {
    const Asig a = counting(6, 2);
    const Asig three({1.f, 2.f, 3.f});
    CHECK(refuses(a, [&](Asig& s) { s.x(slice(0, 5)) = three; }));
    CHECK(refuses(a, [&](Asig& s) { s.x(slice(0, none, 2)) = three; }));
    CHECK(refuses(a, [&](Asig& s) { s.x(slice(none, none, -1)) = three; }));
    CHECK(refuses(a, [&](Asig& s) { s.x({0, 1, 2}) = three; }));
    CHECK(refuses(a, [&](Asig& s) { s.x(slice(0, 5)) = 1; }));
}

TEST_CASE("overwrite needs a slice of step 1 and all channels", "[asig]") {
    const Asig a = counting(6, 2);
    const Asig three({1.f, 2.f, 3.f});
    CHECK(refuses(a, [&](Asig& s) { s.o(slice(0, none, 2)) = three; }));
    CHECK(refuses(a, [&](Asig& s) { s.o({0, 1, 2}) = three; }));
    CHECK(refuses(a, [&](Asig& s) { s.o(slice(0, 2), 0) = three; }));
    CHECK(refuses(a, [&](Asig& s) { s.o(slice(0, 2), {1, 0}) = three; }));
    CHECK(refuses(a, [&](Asig& s) { s.o(6) = three; }));
}
