// SPDX-License-Identifier: MIT
#include <pya/dsp/segment/window_op.hpp>

#include <pya/error.hpp>

#include "reference/window_op.hpp"
#include "support/catch.hpp"

#include <cmath>
#include <limits>

using namespace pya::dsp;
using Eigen::ArrayXd;
using Eigen::ArrayXf;
using Eigen::ArrayXXd;
using Eigen::ArrayXXf;
using Eigen::Index;
using pya::dsp::Pad;

namespace {

ArrayXXd noise() {
    return Eigen::Map<const ArrayXd>(reference::noise.data(), static_cast<Index>(reference::noise.size()));
}

template <class Got>
double worst(const Got& got, const std::vector<double>& want) {
    REQUIRE(got.size() == static_cast<Index>(want.size()));
    return (got.col(0).template cast<double>() - Eigen::Map<const ArrayXd>(want.data(), got.size()))
        .abs()
        .maxCoeff();
}

double op(const WindowOpOptions& options, const std::vector<double>& want) {
    const ArrayXXd x = noise();
    const ArrayXXf xf = x.cast<float>();
    const SegmentLayout segments(x.rows(), options);
    CHECK(worst(window_op(xf, segments, reduction(options.fn)), want) < 4e-6);
    return worst(window_op(x, segments, reduction(options.fn)), want);
}

} // namespace

TEST_CASE("window_op gives numpy's values with every padding") {
    CHECK(op({.nperseg = 32, .stride = 8, .pad = Pad::mirror}, reference::rms_mirror) < 1e-11);
    CHECK(op({.nperseg = 32, .stride = 8, .pad = Pad::zeros}, reference::rms_zeros) < 1e-11);
    CHECK(op({.nperseg = 32, .stride = 8, .pad = Pad::off}, reference::rms_none) < 1e-11);
    CHECK(op({.nperseg = 25, .stride = 10, .win = "hann", .pad = Pad::mirror}, reference::hann_rms_mirror) <
          1e-11);
    CHECK(op({.nperseg = 25, .stride = 10, .win = "hann", .pad = Pad::zeros}, reference::hann_rms_zeros) <
          1e-11);
    CHECK(op({.nperseg = 25, .stride = 10, .win = "hann", .pad = Pad::off}, reference::hann_rms_none) <
          1e-11);
}

TEST_CASE("window_op gives numpy's values with every reduction") {
    const auto hann = [](const char* fn) {
        return WindowOpOptions{.nperseg = 20, .stride = 7, .win = "hann", .fn = fn};
    };
    CHECK(op(hann("mean"), reference::hann_mean) < 1e-11);
    CHECK(op(hann("sum"), reference::hann_sum) < 1e-10);
    CHECK(op(hann("std"), reference::hann_std) < 1e-11);
    CHECK(op(hann("var"), reference::hann_var) < 1e-11);
    CHECK(op(hann("min"), reference::hann_min) < 1e-11);
    CHECK(op(hann("max"), reference::hann_max) < 1e-11);
    CHECK(reduction("rms") == Reduction::rms);
}

TEST_CASE("A segment longer than the signal is mirrored again and again") {
    CHECK(op({.nperseg = 400, .stride = 50, .pad = Pad::mirror}, reference::rms_wide) < 1e-11);
}

TEST_CASE("window_op with a function of one's own agrees with the reduction of the same name") {
    const ArrayXXd x = noise();
    for (const Pad pad : {Pad::mirror, Pad::zeros, Pad::off}) {
        const SegmentLayout segments(x.rows(), {.nperseg = 25, .stride = 10, .win = "hann", .pad = pad});
        const ArrayXXd got =
            window_op(x, segments, [](const ArrayXd& s) { return std::sqrt(s.square().mean()); });
        CHECK((got - window_op(x, segments)).abs().maxCoeff() < 1e-12);
    }
}

TEST_CASE("Every channel is taken by itself") {
    const ArrayXXd x = noise();
    ArrayXXd both(x.rows(), 2);
    both << x, -2 * x.colwise().reverse();
    const SegmentLayout segments(x.rows(), {.nperseg = 16, .stride = 5, .win = "hann"});
    const ArrayXXd got = window_op(both, segments, Reduction::max);
    CHECK(got.rows() == segments.count());
    CHECK((got.col(0) == window_op(x, segments, Reduction::max).col(0)).all());
    CHECK((got.col(1) == window_op(both.col(1), segments, Reduction::max).col(0)).all());
}

TEST_CASE("One sample and none have their segments") {
    const ArrayXXf one = ArrayXXf::Constant(1, 1, -3);
    CHECK(window_op(one, SegmentLayout(1))(0, 0) == 3);
    CHECK(window_op(one, SegmentLayout(1, {.pad = Pad::zeros}))(0, 0) == Approx(3 / 8.0));
    CHECK(window_op(one, SegmentLayout(1, {.win = "hann", .pad = Pad::off}))(0, 0) == 3);
    CHECK(window_op(ArrayXXf(0, 2), SegmentLayout(0)).rows() == 0);
}

TEST_CASE("A NaN makes the values of its segments NaN and no others") {
    ArrayXXf x = noise().cast<float>();
    x(80) = std::numeric_limits<float>::quiet_NaN();
    const SegmentLayout segments(x.rows(), {.nperseg = 20, .stride = 10});
    for (const Reduction fn :
         {Reduction::rms, Reduction::mean, Reduction::std, Reduction::min, Reduction::max}) {
        const ArrayXXf got = window_op(x, segments, fn);
        for (Index k = 0; k < got.rows(); ++k) CHECK(std::isnan(got(k)) == (k == 8 || k == 9));
    }
}

TEST_CASE("window_op rejects a signal or a result of another shape and unknown reductions") {
    const ArrayXXf x = ArrayXXf::Zero(50, 1);
    CHECK_THROWS_AS(window_op(x, SegmentLayout(51)), pya::ArgumentError);
    CHECK_THROWS_AS(window_op(x, SegmentLayout(51), [](const ArrayXf&) { return 0; }), pya::ArgumentError);
    ArrayXXf small(1, 1);
    CHECK_THROWS_AS(window_op(x, SegmentLayout(50), Reduction::rms, small), pya::ArgumentError);
    CHECK_THROWS_AS(reduction("loudness"), pya::ArgumentError);
}
