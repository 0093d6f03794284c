// SPDX-License-Identifier: MIT
#include <pya/dsp/stretch/formants.hpp>
#include <pya/error.hpp>

#include "support/catch.hpp"

#include <Eigen/Core>

#include <cmath>
#include <limits>
#include <random>

using Eigen::ArrayXXd;
using pya::ArgumentError;
using pya::dsp::Block;
using pya::dsp::copy_formants;
using pya::dsp::Index;

namespace {

ArrayXXd uniform(Index samples, Index channels, unsigned seed) {
    std::mt19937 random(seed);
    ArrayXXd x(samples, channels);
    for (double& value : x.reshaped()) value = static_cast<double>(random()) / 0x1p31 - 1;
    return x;
}

// Each sample is the mean of it and the one before, or half their difference: a low-pass, a high-pass.
ArrayXXd filtered(const ArrayXXd& x, double sign) {
    ArrayXXd y = x / 2;
    y.bottomRows(x.rows() - 1) += sign / 2 * x.topRows(x.rows() - 1);
    return y;
}

// How much of the power lies in the upper half of the band, by the difference of neighbours.
double brightness(const ArrayXXd& x) {
    return filtered(x, -1).square().sum() / filtered(x, 1).square().sum();
}

} // namespace

TEST_CASE("a sound that has the formants already stays as it is") {
    const ArrayXXd x = uniform(5000, 2, 1);
    ArrayXXd y = x;
    copy_formants<double>(x, 8000, y);
    CHECK((y - x).abs().maxCoeff() < 1e-12);
}

TEST_CASE("a sound gets the envelope of the spectrum of another one") {
    const ArrayXXd dark = filtered(uniform(20000, 1, 1), 1);
    ArrayXXd bright = filtered(uniform(20000, 1, 2), -1);
    CHECK(brightness(bright) > 2.5);
    copy_formants<double>(dark, 8000, bright);
    CHECK(brightness(dark) == Approx(0.33).margin(0.02));
    CHECK(brightness(bright) < 0.45);
}

TEST_CASE("formants are copied to all channels alike") {
    const ArrayXXd original = uniform(4000, 2, 1), mono = uniform(4000, 1, 2);
    ArrayXXd sound(4000, 2);
    sound << mono, -0.5 * mono;
    copy_formants<double>(original, 8000, sound);
    CHECK((sound.col(1) + 0.5 * sound.col(0)).abs().maxCoeff() < 1e-12);
}

TEST_CASE("formants of silence and of what is not finite change nothing") {
    const ArrayXXd x = uniform(4000, 1, 1);
    for (const double value : {0., std::nan(""), std::numeric_limits<double>::infinity()}) {
        ArrayXXd y = x;
        copy_formants<double>(ArrayXXd::Constant(4000, 1, value).eval(), 8000, y);
        CHECK((y - x).abs().maxCoeff() < 1e-12);
    }
    ArrayXXd y = x;
    y(2000, 0) = std::nan("");
    copy_formants<double>(x, 8000, y);
    CHECK(y.topRows(1400).isFinite().all());
    CHECK(y.bottomRows(1400).isFinite().all());
    ArrayXXd none(0, 1);
    copy_formants<double>(none, 8000, none);
    CHECK(none.size() == 0);
}

TEST_CASE("copy_formants refuses other shapes and rates that are none") {
    ArrayXXd x = uniform(100, 1, 1);
    CHECK_THROWS_AS(copy_formants<double>(uniform(99, 1, 1), 8000, x), ArgumentError);
    CHECK_THROWS_AS(copy_formants<double>(uniform(100, 2, 1), 8000, x), ArgumentError);
    for (const double sr : {0., -1., std::nan("")})
        CHECK_THROWS_AS(copy_formants<double>(uniform(100, 1, 1), sr, x), ArgumentError);
}
