// SPDX-License-Identifier: MIT
#include <pya/dsp/spectral/spectrum.hpp>
#include <pya/error.hpp>

#include "support/catch.hpp"

#include <cmath>

using namespace pya::dsp;
using Eigen::ArrayXXd;

TEST_CASE("the power spectrum of a frame obeys Parseval", "[spectrum]") {
    const FrameArray<double> x = FrameArray<double>::Random(3, 12);
    const FrameArray<double> y = powspec(x, 13);
    REQUIRE(y.cols() == 7);
    for (int i = 0; i < 3; ++i)
        CHECK(y(i, 0) + 2 * y.row(i).tail(6).sum() == Approx(x.row(i).square().sum()));
    CHECK(((magspec(x, 13).square() / 13) - y).abs().maxCoeff() < 1e-14);
    CHECK((powspec(x, 8) == powspec(FrameArray<double>(x.leftCols(8)), 8)).all());
}

TEST_CASE("the spectrum of a sine peaks at its frequency for even and odd lengths", "[spectrum]") {
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

TEST_CASE("an empty signal has an empty spectrum", "[spectrum]") {
    CHECK(spectrum(Eigen::ArrayXXf(0, 2), 8000).Y.size() == 0);
    CHECK_THROWS_AS(spectrum(Eigen::ArrayXXf(4, 1), 0), pya::ArgumentError);
}

TEST_CASE("a transform of no samples is refused", "[spectrum]") {
    CHECK_THROWS_AS(magspec(FrameArray<double>::Ones(2, 4), 0), pya::ArgumentError);
    CHECK_THROWS_AS(powspec(FrameArray<float>::Ones(2, 4), -1), pya::ArgumentError);
}
