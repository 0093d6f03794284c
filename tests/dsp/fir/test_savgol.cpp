// SPDX-License-Identifier: MIT
#include <pya/dsp/fir/savgol.hpp>
#include <pya/error.hpp>

#include "reference/fir.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

using namespace pya;
using namespace pya::dsp;

namespace {

Eigen::ArrayXd array_of_values(const std::vector<double>& v) {
    return Eigen::Map<const Eigen::ArrayXd>(v.data(), static_cast<Index>(v.size()));
}

/// The largest difference, relative to the largest value or 1.
double difference_to(const Eigen::ArrayXd& values, const std::vector<double>& wanted) {
    REQUIRE(values.size() == static_cast<Index>(wanted.size()));
    const Eigen::ArrayXd exact = array_of_values(wanted);
    return (values - exact).abs().maxCoeff() / std::max(1., exact.abs().maxCoeff());
}

} // namespace

TEST_CASE("savgol_coeffs are those of scipy") {
    for (const auto& row : reference::fir::savgol_rows) {
        CAPTURE(row.window_length, row.polyorder, row.options.deriv);
        CHECK(difference_to(savgol_coeffs(row.window_length, row.polyorder, row.options), row.taps) < 1e-10);
    }
}

TEST_CASE("savgol_filter has the numbers of scipy in all modes") {
    for (const auto& row : reference::fir::smoothed_rows) {
        CAPTURE(row.samples, row.window_length, row.polyorder, row.options.deriv, int(row.options.mode));
        const Eigen::ArrayXd x = array_of_values(reference::fir::noise).head(row.samples);
        Eigen::ArrayXd y(x.size());
        savgol_filter_into(Block<const double>(x), Block<double>(y), row.window_length, row.polyorder,
                           row.options);
        CHECK(difference_to(y, row.output) < 1e-10);
    }
}

TEST_CASE("savgol_filter leaves polynomials of its order as they are, and differentiates them") {
    const Eigen::ArrayXd t = Eigen::ArrayXd::LinSpaced(101, -1, 1);
    const Eigen::ArrayXd cubic = t.cube() - 2 * t.square() + 0.5 * t + 3;
    Eigen::ArrayXXd y(101, 2);
    const Eigen::ArrayXXd x = cubic.replicate(1, 2);
    savgol_filter_into(Block<const double>(x), Block<double>(y), 31, 3);
    CHECK((y - x).abs().maxCoeff() < 1e-13);
    savgol_filter_into(Block<const double>(x), Block<double>(y), 31, 3, {.deriv = 1, .delta = 0.02});
    CHECK((y.col(1) - (3 * t.square() - 4 * t + 0.5)).abs().maxCoeff() < 1e-11);
}

TEST_CASE("savgol_filter works in place, and on float") {
    const Eigen::ArrayXd x = array_of_values(reference::fir::noise);
    Eigen::ArrayXd y(x.size()), same = x;
    savgol_filter_into(Block<const double>(x), Block<double>(y), 7, 2);
    savgol_filter_into(Block<const double>(same), Block<double>(same), 7, 2);
    CHECK((same == y).all());
    Eigen::ArrayXf single = x.cast<float>();
    savgol_filter_into(Block<const float>(single), Block<float>(single), 7, 2);
    CHECK((single.cast<double>() - y).abs().maxCoeff() < 1e-6);
    Eigen::ArrayXXd none(0, 2);
    CHECK_NOTHROW(
        savgol_filter_into(Block<const double>(none), Block<double>(none), 7, 2, {.mode = SavgolMode::wrap}));
}

TEST_CASE("savgol of the highest order has the weight 1 at one sample") {
    const Eigen::ArrayXd weights = savgol_coeffs(15, 14, {.pos = 3, .use = SavgolUse::dot});
    CHECK(weights[3] == Approx(1).epsilon(1e-12));
    CHECK(weights.abs().sum() == Approx(1).epsilon(1e-10));
}

TEST_CASE("savgol refuses bad arguments and leaves the output as it is") {
    const double nan_value = std::numeric_limits<double>::quiet_NaN();
    CHECK_THROWS_AS(savgol_coeffs(0, 0), ArgumentError);
    CHECK_THROWS_AS(savgol_coeffs(-1, 0), ArgumentError);
    CHECK_THROWS_AS(savgol_coeffs(5, 5), ArgumentError);
    CHECK_THROWS_AS(savgol_coeffs(5, -1), ArgumentError);
    CHECK_THROWS_AS(savgol_coeffs(5, 2, {.deriv = -1}), ArgumentError);
    CHECK_THROWS_AS(savgol_coeffs(5, 2, {.delta = 0}), ArgumentError);
    CHECK_THROWS_AS(savgol_coeffs(5, 2, {.delta = nan_value}), ArgumentError);
    for (const double pos : {-0.5, 5., nan_value})
        CHECK_THROWS_AS(savgol_coeffs(5, 2, {.pos = pos}), ArgumentError);

    const Eigen::ArrayXd x = Eigen::ArrayXd::Ones(6);
    Eigen::ArrayXd y = Eigen::ArrayXd::Zero(6), shorter = Eigen::ArrayXd::Zero(5);
    const auto smooth = [&](Index window, int order, const SavgolOptions& options) {
        savgol_filter_into(Block<const double>(x), Block<double>(y), window, order, options);
    };
    CHECK_THROWS_AS(smooth(7, 2, {}), ArgumentError);
    CHECK_THROWS_AS(smooth(5, 5, {}), ArgumentError);
    CHECK_THROWS_AS(smooth(5, 2, {.mode = SavgolMode::constant, .cval = nan_value}), ArgumentError);
    CHECK_THROWS_AS(savgol_filter_into(Block<const double>(x), Block<double>(shorter), 5, 2), ArgumentError);
    CHECK(y.isZero());
}
