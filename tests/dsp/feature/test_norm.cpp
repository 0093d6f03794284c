// SPDX-License-Identifier: MIT
#include <pya/dsp/feature/norm.hpp>
#include <pya/error.hpp>

#include "support/catch.hpp"

#include <cmath>
#include <limits>
#include <vector>

using namespace pya::dsp;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

std::vector<double> scaled(std::vector<double> x, Index size, const NormScaling& options = {}) {
    const Block<double> vectors(x.data(), size, std::ssize(x) / size);
    scale_to_norm(vectors, vectors, options);
    return x;
}

} // namespace

TEST_CASE("vectors are divided by their norm, each by its own", "[feature]") {
    CHECK(scaled({3, -4, 10, 5}, 2) == std::vector<double>{0.75, -1, 1, 0.5});
    CHECK(scaled({3, -4}, 2, {.norm = 2})[0] == Approx(0.6));
    CHECK(scaled({1, -3}, 2, {.norm = 1}) == std::vector<double>{0.25, -0.75});
    CHECK(scaled({2, -8}, 2, {.norm = -infinity}) == std::vector<double>{1, -4});
    CHECK(scaled({2, 0, -8}, 3, {.norm = 0}) == std::vector<double>{1, 0, -4});
    CHECK(scaled({2, -8}, 2, {.norm = {}}) == std::vector<double>{2, -8});
    const std::vector<double> cubed = scaled({1, 2}, 2, {.norm = 3});
    CHECK(std::pow(cubed[0], 3) + std::pow(cubed[1], 3) == Approx(1));
}

TEST_CASE("vectors that are too short stay, become equal values, or zeros", "[feature]") {
    CHECK(scaled({0, 0, 1, 2}, 2) == std::vector<double>{0, 0, 0.5, 1});
    CHECK(scaled({0, 0}, 2, {.norm = 1, .shorter = ShortVectors::equal}) == std::vector<double>{0.5, 0.5});
    CHECK(scaled({0, 0}, 2, {.shorter = ShortVectors::equal}) == std::vector<double>{1, 1});
    CHECK(scaled({0.1, 0.2, 4, 2}, 2, {.threshold = 0.5, .shorter = ShortVectors::zeros}) ==
          std::vector<double>{0, 0, 1, 0.5});
    CHECK(scaled({0.1, 0.2}, 2, {.threshold = 0.5}) == std::vector<double>{0.1, 0.2});
}

TEST_CASE("scale_to_norm refuses what isn't finite and options out of range, and leaves the values",
          "[feature]") {
    std::vector<double> x{1, 2, 3, infinity};
    const Block<double> vectors(x.data(), 2, 2);
    CHECK_THROWS_AS(scale_to_norm(vectors, vectors), pya::ArgumentError);
    CHECK(x == std::vector<double>{1, 2, 3, infinity});
    x[3] = 4;
    CHECK_THROWS_AS(scale_to_norm(vectors, vectors, {.norm = -1}), pya::ArgumentError);
    CHECK_THROWS_AS(scale_to_norm(vectors, vectors, {.threshold = 0}), pya::ArgumentError);
    CHECK_THROWS_AS(scale_to_norm(vectors, vectors, {.norm = 0, .shorter = ShortVectors::equal}),
                    pya::ArgumentError);
    CHECK_THROWS_AS(scale_to_norm(vectors, Block<double>(x.data(), 4, 1)), pya::ArgumentError);
}
