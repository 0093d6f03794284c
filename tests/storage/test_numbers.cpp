// SPDX-License-Identifier: MIT
#include <pya/storage/numbers.hpp>

#include "support/catch.hpp"

#include <utility>

using pya::storage::Numbers;

TEST_CASE("numbers have value semantics and compute like an Eigen array", "[storage]") {
    const Eigen::ArrayXd three = Eigen::Array3d(1, 2, 3);
    Numbers<Eigen::ArrayXd> a = three, b;
    CHECK(b.size() == 0);
    b = a;
    b[0] = 7;
    CHECK(a[0] == 1);
    b = b.tail(2) + a.head(2); // in which they occur themselves
    CHECK((b == Eigen::Array2d(3, 5)).all());
    b = std::move(a);
    CHECK(a.size() == 0);
    CHECK((b == three).all());
    a = std::move(b);
    a.resize(2);
    CHECK((a == Eigen::Array2d(0, 0)).all());
    const Eigen::ArrayXd sum = a + 1;
    CHECK(sum.sum() == 2);
}

TEST_CASE("numbers have any shape, also none", "[storage]") {
    Numbers<Eigen::ArrayXXf> z = Eigen::ArrayXXf::Constant(2, 3, 4);
    z(1, 2) = 5;
    z = z.transpose();
    CHECK(z.rows() == 3);
    CHECK(z(2, 1) == 5);
    z = Eigen::ArrayXXf(0, 4);
    CHECK(z.size() == 0);
    CHECK(z.cols() == 4);
    const Numbers<Eigen::ArrayXXf> copy = z;
    CHECK(copy.cols() == 4);
}
