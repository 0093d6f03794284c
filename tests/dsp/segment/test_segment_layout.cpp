// SPDX-License-Identifier: MIT
#include <pya/dsp/segment/segment_layout.hpp>

#include <pya/error.hpp>

#include "support/catch.hpp"

#include <Eigen/Core>
#include <limits>

using namespace pya::dsp;

TEST_CASE("Segments say where they begin and how long they are") {
    const SegmentLayout padded(100, {.nperseg = 20, .stride = 30});
    CHECK(padded.count() == 4);
    CHECK(padded.begin(0) == -10);
    CHECK(padded.size(3) == 20);
    const SegmentLayout cut(100, {.nperseg = 20, .stride = 30, .pad = Pad::off});
    CHECK(cut.begin(0) == 0);
    CHECK(cut.size(0) == 10);
    CHECK(cut.size(1) == 20);
    const SegmentLayout odd(92, {.nperseg = 5, .stride = 30, .pad = Pad::off});
    CHECK(odd.begin(3) == 88);
    CHECK(odd.size(3) == 4);
}

TEST_CASE("A segment is the samples times its window, which is made for its length") {
    const Eigen::ArrayXd x = Eigen::ArrayXd::LinSpaced(100, 1, 100);
    const SegmentLayout cut(100, {.nperseg = 20, .stride = 30, .win = "hann", .pad = Pad::off});
    Eigen::ArrayXd segment(10);
    cut.read(x.data(), 0, segment.data());
    CHECK((segment == x.head(10) * get_window("hann", 10)).all());
    segment.resize(20);
    cut.read(x.data(), 1, segment.data());
    CHECK((segment == x.segment(20, 20) * get_window("hann", 20)).all());
}

TEST_CASE("Segments reject sizes out of range and windows of another length") {
    constexpr Index most = std::numeric_limits<Index>::max();
    CHECK_THROWS_AS(SegmentLayout(100, {.nperseg = 0}), pya::ArgumentError);
    CHECK_THROWS_AS(SegmentLayout(100, {.nperseg = most}), pya::ArgumentError);
    CHECK_THROWS_AS(SegmentLayout(100, {.stride = 0}), pya::ArgumentError);
    CHECK_THROWS_AS(SegmentLayout(-1), pya::ArgumentError);
    CHECK_THROWS_AS(SegmentLayout(100, {.win = std::vector<double>{1, 2, 3}}), pya::ArgumentError);
    CHECK(SegmentLayout(most, {.stride = most}).count() == 1);
}
