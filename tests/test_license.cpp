// SPDX-License-Identifier: MIT
#include <pya/license.hpp>

#include "support/catch.hpp"

TEST_CASE("the licence is the GPL with FFTW and MIT without", "[license]") {
    CHECK(pya::license() == PYA_TEST_LICENSE);
}
