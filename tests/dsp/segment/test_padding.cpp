// SPDX-License-Identifier: MIT
#include <pya/dsp/segment/padding.hpp>
#include <pya/error.hpp>

#include "support/catch.hpp"

#include <cmath>
#include <limits>

using namespace pya::dsp;
using Eigen::ArrayXd;
using Eigen::ArrayXXd;

TEST_CASE("padding adds rows at either end", "[padding]") {
    const ArrayXd x = ArrayXd::LinSpaced(3, 1, 3);
    ArrayXd after(5);
    after << 1, 2, 3, 0, 0;
    CHECK((padding(x, 2) == after).all());
    ArrayXd before(4);
    before << 0.5, 1, 2, 3;
    CHECK((padding(x, 1, false, 0.5) == before).all());
    CHECK(std::isnan(padding(x, 1, true, NAN)[3]));
    CHECK(padding(ArrayXd(), 2).size() == 2);
    CHECK_THROWS_AS(padding(x, -1), pya::ArgumentError);
    CHECK_THROWS_AS(padding(x, std::numeric_limits<Eigen::Index>::max()), pya::ArgumentError);
}

TEST_CASE("padding a matrix or a list of matrices adds rows to each", "[padding]") {
    const ArrayXXd x = ArrayXXd::Ones(2, 3);
    const ArrayXXd y = padding(x, 2, false);
    REQUIRE(y.rows() == 4);
    CHECK((y.topRows(2) == 0).all());
    CHECK((y.bottomRows(2) == 1).all());
    const std::vector<ArrayXXd> z = padding(std::vector<ArrayXXd>{x, x}, 1);
    REQUIRE(z.size() == 2);
    CHECK((z[1].row(2) == 0).all());
}
