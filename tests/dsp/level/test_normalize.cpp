// SPDX-License-Identifier: MIT
#include <pya/dsp/level/normalize.hpp>
#include <pya/error.hpp>

#include "support/catch.hpp"

#include <cmath>

using namespace pya::dsp;
using Eigen::ArrayXXd;

TEST_CASE("normalize maps each column onto 0 to 1 and leaves its argument alone", "[normalize]") {
    ArrayXXd x(3, 3);
    x << -2, 5, 1, 0, 5, NAN, 6, 5, 2;
    const ArrayXXd y = normalize(x);
    CHECK(y(0, 0) == 0);
    CHECK(y(1, 0) == Approx(0.25));
    CHECK(y(2, 0) == 1);
    CHECK((y.col(1) == 0).all());
    CHECK(y.col(2).isNaN().all());
    CHECK(x(0, 0) == -2);
    CHECK(normalize(ArrayXXd(0, 2)).cols() == 2);
}
