// SPDX-License-Identifier: MIT
#include <pya/error.hpp>
#include <pya/index.hpp>

#include "support/catch.hpp"

#include <limits>
#include <vector>

using namespace pya;

namespace {

std::vector<Index> taken(const Selector& selector, Index n, int sr = 1000) {
    const Picked picked = selector.pick(n, sr, "samples");
    std::vector<Index> result;
    for (Index i = 0; i < picked.count(); ++i) result.push_back(picked[i]);
    return result;
}

using List = std::vector<Index>;

} // namespace

TEST_CASE("slices follow Python", "[index]") {
    CHECK(taken(slice(1, 4), 6) == List{1, 2, 3});
    CHECK(taken(slice(-2, none), 6) == List{4, 5});
    CHECK(taken(slice(none, -4), 6) == List{0, 1});
    CHECK(taken(slice(0, slice::end, 2), 5) == List{0, 2, 4});
    CHECK(taken(slice(slice::end - 2, slice::end), 5) == List{3, 4});
    CHECK(taken(slice(none, none, -1), 3) == List{2, 1, 0});
    CHECK(taken(slice(4, 0, -2), 6) == List{4, 2});
    CHECK(taken(slice(-100, 100), 2) == List{0, 1});
    CHECK(taken(slice(4, 2), 6).empty());
    CHECK(taken(slice(9, none), 6).empty());
    CHECK(taken(slice(none, none, -1), 0).empty());
}

TEST_CASE("slices survive the largest bounds and steps", "[index]") {
    constexpr Index most = std::numeric_limits<Index>::max();
    CHECK(taken(slice(0, most), 3) == List{0, 1, 2});
    CHECK(taken(slice(0, none, most), 3) == List{0});
    CHECK(taken(slice(none, none, std::numeric_limits<Index>::min()), 3) == List{2});
    CHECK(taken(slice(std::numeric_limits<Index>::min(), none), 2) == List{0, 1});
}

TEST_CASE("a step of zero is refused where it is given", "[index]") {
    CHECK_THROWS_AS(slice(0, 5, 0), ArgumentError);
}

TEST_CASE("times become samples without losing one to rounding", "[index]") {
    CHECK(to_samples(0.29, 100) == 29);
    CHECK(to_samples(1.15, 44100) == 50715);
    CHECK(to_samples(0.0159, 100) == 1);
    CHECK(to_samples(-0.05, 10) == 0);
    for (Index k = 0; k < 50'000; ++k) REQUIRE(to_samples(static_cast<double>(k) / 44100, 44100) == k);
    CHECK_THROWS_AS(to_samples(std::numeric_limits<double>::quiet_NaN(), 44100), ArgumentError);
    CHECK_THROWS_AS(to_samples(1e300, 44100), ArgumentError);
}

TEST_CASE("time slices count from the end when negative", "[index]") {
    CHECK(taken(slice(2_ms, 5_ms), 10) == List{2, 3, 4});
    CHECK(taken(slice(-3_ms, none), 10) == List{7, 8, 9});
    CHECK(taken(slice(8_ms, 2_ms), 10).empty());
}

TEST_CASE("numbers lists and masks select what they say", "[index]") {
    CHECK(taken(-1, 4) == List{3});
    CHECK(taken({3, -1, 0, 3}, 4) == List{3, 3, 0, 3});
    CHECK(taken({true, false, true}, 3) == List{0, 2});
    CHECK(taken(std::vector<bool>{false, true}, 2) == List{1});
    CHECK(taken(std::vector<int>{1, 0}, 2) == List{1, 0});
    CHECK(taken(Eigen::Array3i(2, 1, 0), 3) == List{2, 1, 0});
    CHECK(taken(Eigen::Array3f(1, -1, 1) > 0, 3) == List{0, 2});
}

TEST_CASE("numbers and lists outside the signal are refused", "[index]") {
    CHECK_THROWS_AS(taken(4, 4), ArgumentError);
    CHECK_THROWS_AS(taken(-5, 4), ArgumentError);
    CHECK_THROWS_AS(taken({0, 7}, 4), ArgumentError);
    CHECK_THROWS_AS(taken({true, false}, 3), ArgumentError);
    CHECK_THROWS_AS(taken(0, 0), ArgumentError);
}

TEST_CASE("channels are found by name and an unknown name lists the known ones", "[index]") {
    const std::vector<std::string> cn{"l", "r", "r"};
    CHECK(Cols("r").pick(cn)[0] == 1);
    const Picked both = Cols({"r", "l"}).pick(cn);
    CHECK(both.count() == 2);
    CHECK(both[0] == 1);
    CHECK(both[1] == 0);
    CHECK_THROWS_WITH(Cols("x").pick(cn),
                      "selection: there is no channel 'x'; the channels are 'l', 'r', 'r'");
    CHECK_THROWS_AS(Cols(3).pick(cn), ArgumentError);
    CHECK_THROWS_AS((Cols({false, false, false}).pick(cn)), ArgumentError);
}
