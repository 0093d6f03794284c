// SPDX-License-Identifier: MIT
#include <pya/error.hpp>

#include "support/catch.hpp"

TEST_CASE("a failure joins its parts into the message of the class asked for", "[error]") {
    CHECK_THROWS_AS(pya::detail::fail("x is ", 3), pya::ArgumentError);
    CHECK_THROWS_AS(pya::detail::fail<pya::IoError>("x"), pya::Error);
    CHECK_THROWS_WITH(pya::detail::fail("x is ", 3, "; it must be less"), "x is 3; it must be less");
}
