// SPDX-License-Identifier: MIT
#include <pya/dsp/segment/frames.hpp>
#include <pya/error.hpp>

#include "support/catch.hpp"

#include <cmath>
#include <limits>

using namespace pya::dsp;
using Eigen::ArrayXd;

TEST_CASE("halves are rounded away from zero", "[frames]") {
    CHECK(round_half_up(0.5) == 1);
    CHECK(round_half_up(-0.4) == 0);
    CHECK(round_half_up(-2.5) == -3);
    CHECK(round_half_up(0.49999999999999994) == 0);
    CHECK_THROWS_AS(round_half_up(NAN), pya::ArgumentError);
    CHECK_THROWS_AS(round_half_up(1e30), pya::ArgumentError);
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
}

TEST_CASE("frames are counted up to the largest sizes", "[frames]") {
    constexpr Index most = std::numeric_limits<Index>::max();
    CHECK(frame_count(0, 4, 2) == 1);
    CHECK(frame_count(10, 4, 3) == 3);
    CHECK(frame_count(11, 4, 3) == 4);
    CHECK(frame_count(most, 1, 1) == most);
    CHECK(frame_count(most, 1, most) == 2);
    CHECK(frame_count(5, most, most) == 1);
    CHECK_THROWS_AS(frame_count(10, 2, 0), pya::ArgumentError);
    CHECK_THROWS_AS(frame_count(10, 0, 1), pya::ArgumentError);
    CHECK_THROWS_AS(frame_count(-1, 2, 1), pya::ArgumentError);
}
