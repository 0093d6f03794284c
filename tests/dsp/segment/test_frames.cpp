// SPDX-License-Identifier: MIT
#include <pya/dsp/segment/frames.hpp>
#include <pya/error.hpp>

#include "support/catch.hpp"

#include <cmath>
#include <limits>

using namespace pya::dsp;
using Eigen::ArrayXd;
using Eigen::ArrayXXd;

TEST_CASE("the next power of two is the number itself when it is one", "[frames]") {
    CHECK(next_pow2(0) == 2);
    CHECK(next_pow2(1) == 1);
    CHECK(next_pow2(5) == 8);
    CHECK(next_pow2(1024) == 1024);
    CHECK(next_pow2((std::int64_t{1} << 40) + 1) == std::int64_t{1} << 41);
    CHECK_THROWS_AS(next_pow2(-1), pya::ArgumentError);
    CHECK_THROWS_AS(next_pow2(std::numeric_limits<std::int64_t>::max()), pya::ArgumentError);
}

TEST_CASE("powers of two are told exactly at every size", "[frames]") {
    for (int k = 0; k < 63; ++k) CHECK(is_pow2(std::int64_t{1} << k));
    for (int k = 2; k < 63; ++k) CHECK_FALSE(is_pow2((std::int64_t{1} << k) - 1));
    CHECK_FALSE(is_pow2(0));
    CHECK_FALSE(is_pow2(-128));
}

TEST_CASE("halves are rounded away from zero", "[frames]") {
    CHECK(round_half_up(0.5) == 1);
    CHECK(round_half_up(-0.4) == 0);
    CHECK(round_half_up(-2.5) == -3);
    CHECK(round_half_up(0.49999999999999994) == 0);
    CHECK_THROWS_AS(round_half_up(NAN), pya::ArgumentError);
    CHECK_THROWS_AS(round_half_up(1e30), pya::ArgumentError);
}

TEST_CASE("padding adds rows at either end", "[frames]") {
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
}

TEST_CASE("padding a matrix or a list of matrices adds rows to each", "[frames]") {
    const ArrayXXd x = ArrayXXd::Ones(2, 3);
    const ArrayXXd y = padding(x, 2, false);
    REQUIRE(y.rows() == 4);
    CHECK((y.topRows(2) == 0).all());
    CHECK((y.bottomRows(2) == 1).all());
    const std::vector<ArrayXXd> z = padding(std::vector<ArrayXXd>{x, x}, 1);
    REQUIRE(z.size() == 2);
    CHECK((z[1].row(2) == 0).all());
}

TEST_CASE("a rolling window has a row for every start that fits", "[frames]") {
    const ArrayXd x = ArrayXd::LinSpaced(10, 0, 9);
    const FrameArray<double> y = rolling_window(x, 4, 3);
    REQUIRE(y.rows() == 3);
    CHECK(y(2, 3) == 9);
    CHECK(rolling_window(x, 10).rows() == 1);
    CHECK(rolling_window(x, 11).rows() == 0);
    CHECK_THROWS_AS(rolling_window(x, 12), pya::ArgumentError);
    CHECK_THROWS_AS(rolling_window(x, 0), pya::ArgumentError);
    CHECK_THROWS_AS(rolling_window(x, 2, 0), pya::ArgumentError);
}

TEST_CASE("frames cover the whole signal and the last is filled up with zeros", "[frames]") {
    const ArrayXd x = ArrayXd::LinSpaced(10, 1, 10);
    const FrameArray<double> y = signal_to_frame(x, 4, 3);
    REQUIRE(y.rows() == 3);
    CHECK((y.row(2) == x.tail(4).transpose()).all());
    CHECK(signal_to_frame(x, 3.5, 2.5).rows() == 3);
    const FrameArray<double> sparse = signal_to_frame(x, 2, 5);
    REQUIRE(sparse.rows() == 3);
    CHECK((sparse.row(2) == 0).all());
}

TEST_CASE("a signal not longer than a frame gives one frame", "[frames]") {
    const ArrayXd window = ArrayXd::Constant(6, 2);
    const FrameArray<double> y = signal_to_frame(ArrayXd::Ones(4), 6, 2, window);
    REQUIRE(y.rows() == 1);
    CHECK(y(0, 3) == 2);
    CHECK(y(0, 4) == 0);
    CHECK((signal_to_frame(ArrayXd(), 6, 2) == FrameArray<double>::Zero(1, 6)).all());
}

TEST_CASE("lengths of frames that make no sense are refused", "[frames]") {
    const ArrayXd x = ArrayXd::Ones(10);
    CHECK_THROWS_AS(signal_to_frame(x, 0.4, 2), pya::ArgumentError);
    CHECK_THROWS_AS(signal_to_frame(x, 2, 0), pya::ArgumentError);
    CHECK_THROWS_AS(signal_to_frame(x, 4, 2, ArrayXd::Ones(3)), pya::ArgumentError);
    CHECK_THROWS_AS(magspec(FrameArray<double>::Ones(2, 4), 0), pya::ArgumentError);
}

TEST_CASE("the power spectrum of a frame obeys Parseval", "[frames]") {
    const FrameArray<double> x = FrameArray<double>::Random(3, 12);
    const FrameArray<double> y = powspec(x, 13);
    REQUIRE(y.cols() == 7);
    for (int i = 0; i < 3; ++i)
        CHECK(y(i, 0) + 2 * y.row(i).tail(6).sum() == Approx(x.row(i).square().sum()));
    CHECK(((magspec(x, 13).square() / 13) - y).abs().maxCoeff() < 1e-14);
    CHECK((powspec(x, 8) == powspec(FrameArray<double>(x.leftCols(8)), 8)).all());
}

TEST_CASE("normalize maps each column onto 0 to 1 and leaves its argument alone", "[frames]") {
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

TEST_CASE("the spectrum of a sine peaks at its frequency for even and odd lengths", "[frames]") {
    const int n = GENERATE(100, 101);
    const double sr = 10.0 * n;
    ArrayXXd x(n, 2);
    for (int i = 0; i < n; ++i) {
        x(i, 0) = std::sin(2 * 3.14159265358979 * 70 * i / sr);
        x(i, 1) = 1;
    }
    const Spectrum s = spectrum(x, sr);
    REQUIRE(s.Y.rows() == 51);
    CHECK(s.frq[7] == Approx(70));
    CHECK(std::abs(s.Y(7, 0)) == Approx(n / 2.0));
    CHECK(std::abs(s.Y(0, 1)) == Approx(n));
    CHECK(s.Y.col(1).tail(50).abs().maxCoeff() < 1e-9);
}

TEST_CASE("an empty signal has an empty spectrum", "[frames]") {
    CHECK(spectrum(Eigen::ArrayXXf(0, 2), 8000).Y.size() == 0);
    CHECK_THROWS_AS(spectrum(Eigen::ArrayXXf(4, 1), 0), pya::ArgumentError);
}
