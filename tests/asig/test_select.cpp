// SPDX-License-Identifier: MIT
#include <pya/pya.hpp>

#include "support/catch.hpp"

#include <random>

using namespace pya;

namespace {

// Sample i of channel c is 1000 c + i.
Asig ramp(Index samples, Index channels, const std::vector<std::string>& cn = {}, int sr = 1000) {
    Eigen::ArrayXXf sig(samples, channels);
    for (Index c = 0; c < channels; ++c)
        for (Index i = 0; i < samples; ++i) sig(i, c) = static_cast<float>(1000 * c + i);
    return Asig(sig, {.sr = sr, .label = "ramp", .cn = cn});
}

std::vector<float> column(const Asig& a, Index c = 0) {
    std::vector<float> values;
    for (Index i = 0; i < a.samples(); ++i) values.push_back(a.sig()(i, c));
    return values;
}

using Values = std::vector<float>;

// The numbers of Python's range(n)[start:stop:step], by the definition of slices.
std::vector<Index> python_slice(Index n, std::optional<Index> start, std::optional<Index> stop, Index step) {
    std::vector<Index> chosen;
    const auto absolute = [n](Index i) { return i < 0 ? i + n : i; };
    for (Index i = step > 0 ? 0 : n - 1; i >= 0 && i<n; i += step> 0 ? 1 : -1) {
        // The first candidate: the bound, or the end of the range if the bound is beyond it.
        Index first = step > 0 ? 0 : n - 1;
        if (start)
            first = step > 0 ? std::max<Index>(absolute(*start), 0) : std::min(absolute(*start), n - 1);
        const bool after_start = step > 0 ? i >= first : i <= first;
        const bool before_stop = !stop || (step > 0 ? i < absolute(*stop) : i > absolute(*stop));
        if (after_start && before_stop && (i - first) % step == 0) chosen.push_back(i);
    }
    return chosen;
}

} // namespace

TEST_CASE("the selections that the design promises", "[asig]") {
    const Asig tone = ramp(3000, 2, {"l", "r"});
    const Asig data = ramp(400, 4, {"a", "b", "c", "d"});

    CHECK(tone(slice(0, 1000)).samples() == 1000);
    const Asig part = tone(slice(1.2_s, 2_s), "l");
    CHECK(part.samples() == 800);
    CHECK(part.channels() == 1);
    CHECK(part.sig()(0, 0) == 1200);
    CHECK(data(slice(none, none, -1)).sig()(0, 0) == 399);
    CHECK(data(slice(0, slice::end, 2), {"a", "c"}).cn() == std::vector<std::string>{"a", "c"});
    CHECK(data(slice(0, slice::end, 2), {"a", "c"}).sig()(1, 1) == 2002);
    CHECK(data(all, {0, 3}).cn() == std::vector<std::string>{"a", "d"});
    CHECK(data(all, {false, true, false, false}).cn() == std::vector<std::string>{"b"});
    CHECK(column(data({3, 30, 300})) == Values{3, 30, 300});
}

TEST_CASE("slices select what Python's slices do", "[asig]") {
    std::mt19937 random(1);
    const auto any = [&](Index low, Index high) {
        return std::uniform_int_distribution<Index>(low, high)(random);
    };
    for (int trial = 0; trial < 3000; ++trial) {
        const Index n = any(0, 9);
        const std::optional<Index> start = any(0, 4) == 0 ? std::optional<Index>() : any(-14, 14);
        const std::optional<Index> stop = any(0, 4) == 0 ? std::optional<Index>() : any(-14, 14);
        const Index step = any(0, 1) == 0 ? any(1, 12) : any(-12, -1);
        const Bound from = start ? Bound(*start) : Bound(none);
        const Bound to = stop ? Bound(*stop) : Bound(none);

        const Asig got = ramp(n, 2)(slice(from, to, step));
        Values want;
        for (const Index i : python_slice(n, start, stop, step)) want.push_back(static_cast<float>(i));
        CAPTURE(n, start.value_or(99), stop.value_or(99), step);
        REQUIRE(column(got) == want);
        REQUIRE(got.channels() == 2);
    }
}

TEST_CASE("huge bounds and steps are clamped", "[asig]") {
    const Asig a = ramp(5, 1);
    constexpr Index most = std::numeric_limits<Index>::max();
    CHECK(column(a(slice(-most, most))) == Values{0, 1, 2, 3, 4});
    CHECK(column(a(slice(1, none, most))) == Values{1});
    CHECK(column(a(slice(none, none, -most))) == Values{4});
    CHECK(a(slice(7, 9)).samples() == 0);
    CHECK(a(slice(3, 2)).samples() == 0);
}

TEST_CASE("a slice of step 0 is refused", "[asig]") { CHECK_THROWS_AS(slice(0, 5, 0), ArgumentError); }

TEST_CASE("times select the samples they fall on", "[asig]") {
    const Asig a = ramp(100, 1, {}, 100);
    CHECK(column(a(slice(0.29_s, 0.31_s))) == Values{29, 30});
    CHECK(column(a(slice(980_ms, none))) == Values{98, 99});
    CHECK(column(a(slice(-20_ms, none))) == Values{98, 99});
    CHECK(a(slice(0_s, 50_s)).samples() == 100);
    CHECK(column(a(slice(slice::end - 3, slice::end - 1))) == Values{97, 98});
    CHECK_THROWS_AS(a(slice(Seconds(std::nan("")), none)), ArgumentError);
}

TEST_CASE("numbers count from the end when negative", "[asig]") {
    const Asig a = ramp(10, 3);
    CHECK(column(a(-1)) == Values{9});
    CHECK(column(a(-10)) == Values{0});
    CHECK(column(a({0, -2, 0})) == Values{0, 8, 0});
    CHECK(column(a(0, -1)) == Values{2000});
}

TEST_CASE("numbers outside the signal are refused", "[asig]") {
    const Asig a = ramp(10, 3, {"a", "b", "c"});
    CHECK_THROWS_AS(a(10), ArgumentError);
    CHECK_THROWS_AS(a(-11), ArgumentError);
    CHECK_THROWS_AS(a({0, 10}), ArgumentError);
    CHECK_THROWS_AS(a(all, 3), ArgumentError);
    CHECK_THROWS_AS(a(all, -4), ArgumentError);
    CHECK_THROWS_AS(a(all, {0, 3}), ArgumentError);
    CHECK_THROWS_AS(a(all, "d"), ArgumentError);
    CHECK_THROWS_AS(a(all, {"a", "d"}), ArgumentError);
    CHECK_THROWS_AS(ramp(0, 1)(0), ArgumentError);
}

TEST_CASE("masks must be as long as what they select from", "[asig]") {
    const Asig a = ramp(4, 2);
    CHECK(column(a({true, false, false, true})) == Values{0, 3});
    CHECK(a(std::vector<bool>(4, false)).samples() == 0);
    const Eigen::Array<bool, Eigen::Dynamic, 1> above = a.sig().col(0) > 1.5f;
    CHECK(column(a(above)) == Values{2, 3});
    CHECK_THROWS_AS(a({true, false, true}), ArgumentError);
    CHECK_THROWS_AS(a(std::vector<bool>(5, true)), ArgumentError);
    CHECK_THROWS_AS(a(all, {true}), ArgumentError);
    CHECK_THROWS_AS(a(all, {true, false, true}), ArgumentError);
}

TEST_CASE("selecting no channel is refused and no sample is not", "[asig]") {
    const Asig a = ramp(4, 2);
    CHECK_THROWS_AS(a(all, slice(2, none)), ArgumentError);
    CHECK_THROWS_AS(a(all, {false, false}), ArgumentError);
    CHECK_THROWS_AS(a(all, std::vector<int>()), ArgumentError);
    CHECK(a(std::vector<int>()).samples() == 0);
    CHECK(a(std::vector<int>()).channels() == 2);
}

TEST_CASE("of channels that share a name the first is meant", "[asig]") {
    CHECK(column(ramp(2, 3, {"a", "b", "b"})(all, "b")) == Values{1000, 1001});
}

TEST_CASE("channels come in the order asked for and may repeat", "[asig]") {
    const Asig a = ramp(3, 3, {"a", "b", "c"})(slice(1, none), {"c", "a", "c"});
    CHECK(a.cn() == std::vector<std::string>{"c", "a", "c"});
    CHECK(column(a, 0) == Values{2001, 2002});
    CHECK(column(a, 1) == Values{1, 2});
    CHECK(column(a, 2) == Values{2001, 2002});
}

TEST_CASE("a step divides the rate down to 1 Hz", "[asig]") {
    const Asig a = ramp(50, 1, {}, 10);
    CHECK(a(slice(none, none, 3)).sr() == 3);
    CHECK(a(slice(none, none, -2)).sr() == 5);
    CHECK(a(slice(none, none, 11)).sr() == 1);
    CHECK(a({1, 2}).sr() == 10);
}

TEST_CASE("a selection keeps label and rate and says that it was indexed", "[asig]") {
    const Asig part = ramp(10, 2)(slice(2, 5));
    CHECK(part.label() == "ramp_arrayindexed");
    CHECK(part.sr() == 1000);
}

TEST_CASE("slices and neighbouring channels share memory and other selections copy", "[asig]") {
    const Asig a = ramp(1000, 3);
    CHECK(a(slice(10, 900)).storage().shares_with(a.storage()));
    CHECK(a(slice(10, 900), slice(1, 3)).storage().shares_with(a.storage()));
    CHECK(a(slice(10, 900), slice(1, 3)).storage().channel(0) == a.storage().channel(1) + 10);
    CHECK_FALSE(a(slice(none, none, -1)).storage().shares_with(a.storage()));
    CHECK_FALSE(a(all, {2, 0}).storage().shares_with(a.storage()));
}

TEST_CASE("a selection of a selection selects twice", "[asig]") {
    const Asig a = ramp(100, 4, {"a", "b", "c", "d"});
    CHECK(column(a(slice(10, 90), slice(1, none))(slice(5, 8), "c")) == Values{2015, 2016, 2017});
    CHECK(column(ramp(20, 2)(slice(5, 15))(-1)) == Values{14});
}

TEST_CASE("a backward selection of nothing can grow again", "[asig]") {
    Asig nothing = ramp(100, 1)(slice(-200, none, -1));
    CHECK(nothing.samples() == 0);
    nothing = std::move(nothing).pad(100, {.constant_values = 1});
    CHECK(column(nothing) == Values(100, 1.f));
    CHECK(ramp(0, 2)(slice(none, none, -1), {1, 0}).channels() == 2);
}
