// SPDX-License-Identifier: MIT
#include <pya/dsp/loudness/equal_loudness.hpp>
#include <pya/error.hpp>

#include "support/catch.hpp"

#include <cmath>
#include <limits>

using namespace pya;
using dsp::equal_loudness;

TEST_CASE("a tone of 1 kHz has the level that its loudness says", "[loudness]") {
    for (const double phon : {20., 40., 60., 80.})
        CHECK(equal_loudness(phon, 1000) == Approx(phon).margin(0.02));
}

TEST_CASE("contours of equal loudness have the levels that the standard prints", "[loudness]") {
    // ISO 226:2003, annex: 20, 100 and 4000 Hz
    CHECK(equal_loudness(40, 20) == Approx(99.85).margin(0.005));
    CHECK(equal_loudness(60, 20) == Approx(109.51).margin(0.005));
    CHECK(equal_loudness(40, 100) == Approx(64.37).margin(0.005));
    CHECK(equal_loudness(80, 100) == Approx(92.48).margin(0.005));
    CHECK(equal_loudness(60, 4000) == Approx(57.57).margin(0.005));
}

TEST_CASE("between two frequencies a contour is straight over their logarithm", "[loudness]") {
    const double between = equal_loudness(50, std::sqrt(100. * 125.));
    CHECK(between == Approx((equal_loudness(50, 100) + equal_loudness(50, 125)) / 2));
}

TEST_CASE("columns of loudness and frequency become a column of levels", "[loudness]") {
    const Eigen::ArrayXd freqs = Eigen::ArrayXd::LinSpaced(5, 100, 5000);
    const Eigen::ArrayXd phon = Eigen::ArrayXd::LinSpaced(5, 30, 70);
    const Eigen::ArrayXd levels = equal_loudness(phon, freqs), even = equal_loudness(40, freqs);
    for (Eigen::Index i = 0; i < 5; ++i) {
        CHECK(levels(i) == equal_loudness(phon(i), freqs(i)));
        CHECK(even(i) == equal_loudness(40, freqs(i)));
    }
}

TEST_CASE("gaps in data have no loudness", "[loudness]") {
    const double missing = std::numeric_limits<double>::quiet_NaN();
    CHECK(std::isnan(equal_loudness(40, missing)));
    CHECK(std::isnan(equal_loudness(missing, 1000)));
    const Eigen::ArrayXd levels = equal_loudness(40, (Eigen::ArrayXd(3) << 100, missing, 1000).finished());
    CHECK(levels(0) == equal_loudness(40, 100));
    CHECK(std::isnan(levels(1)));
}

TEST_CASE("what the standard does not tell of is refused", "[loudness]") {
    for (const double freq : {19.9, 12501., -1.}) CHECK_THROWS_AS(equal_loudness(40, freq), ArgumentError);
    for (const double phon : {-1., 101.}) CHECK_THROWS_AS(equal_loudness(phon, 1000), ArgumentError);
    CHECK_THROWS_AS(equal_loudness(Eigen::ArrayXd::Zero(2), Eigen::ArrayXd::Constant(3, 1000)),
                    ArgumentError);
}
