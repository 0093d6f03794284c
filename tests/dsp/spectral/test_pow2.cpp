// SPDX-License-Identifier: MIT
#include <pya/dsp/spectral/pow2.hpp>
#include <pya/error.hpp>

#include "support/catch.hpp"

#include <limits>

using namespace pya::dsp;

TEST_CASE("the next power of two is the number itself when it is one", "[pow2]") {
    CHECK(next_pow2(0) == 2);
    CHECK(next_pow2(1) == 1);
    CHECK(next_pow2(5) == 8);
    CHECK(next_pow2(1024) == 1024);
    CHECK(next_pow2((std::int64_t{1} << 40) + 1) == std::int64_t{1} << 41);
    CHECK_THROWS_AS(next_pow2(-1), pya::ArgumentError);
    CHECK_THROWS_AS(next_pow2(std::numeric_limits<std::int64_t>::max()), pya::ArgumentError);
}

TEST_CASE("powers of two are told exactly at every size", "[pow2]") {
    for (int k = 0; k < 63; ++k) CHECK(is_pow2(std::int64_t{1} << k));
    for (int k = 2; k < 63; ++k) CHECK_FALSE(is_pow2((std::int64_t{1} << k) - 1));
    CHECK_FALSE(is_pow2(0));
    CHECK_FALSE(is_pow2(-128));
}
