// SPDX-License-Identifier: MIT
#include <pya/dsp/rhythm/onset_detect.hpp>
#include <pya/dsp/rhythm/peaks.hpp>
#include <pya/error.hpp>

#include "reference/rhythm.hpp"
#include "support/catch.hpp"

#include <limits>

using namespace pya::dsp;
using Frames = std::vector<Index>;

namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
const std::vector<double>& envelope = reference::rhythm_envelope;

} // namespace

TEST_CASE("onset_detect has the frames of the reference", "[dsp][rhythm]") {
    CHECK(onset_detect(envelope, reference::rhythm_sr, {.stride = reference::rhythm_stride}) ==
          reference::rhythm_onsets);
    CHECK(onset_detect(envelope, reference::rhythm_sr,
                       {.stride = reference::rhythm_stride, .backtrack = true}) == reference::rhythm_begins);
}

TEST_CASE("onset_detect takes an envelope as it is when it is told to", "[dsp][rhythm]") {
    const std::vector<double> soft{0, 0.1, 0, 0, 0, 0.5, 0, 0};
    CHECK(onset_detect(soft, 8000) == Frames{1, 5});
    CHECK(onset_detect(soft, 8000, {.normalize = false}) == Frames{5});
    CHECK(onset_detect(soft, 8000, {.delta = 0.5}) == Frames{5});
}

TEST_CASE("an envelope of zeros, a constant one, an empty one, and one with a NaN have no onsets",
          "[dsp][rhythm]") {
    CHECK(onset_detect(std::vector<double>(50), 8000).empty());
    CHECK(onset_detect(std::vector<double>(50, 3.), 8000).empty());
    CHECK(onset_detect({}, 8000).empty());
    CHECK(onset_detect(std::vector<double>{0, 1, 0, not_a_number}, 8000, {.backtrack = true}).empty());
    CHECK(onset_detect(std::vector{1.}, 8000).empty());
}

TEST_CASE("onset_detect refuses rates, strides and stretches out of range", "[dsp][rhythm]") {
    CHECK_THROWS_AS(onset_detect(envelope, 0), pya::ArgumentError);
    CHECK_THROWS_AS(onset_detect(envelope, not_a_number), pya::ArgumentError);
    CHECK_THROWS_AS(onset_detect(envelope, 8000, {.stride = 0}), pya::ArgumentError);
    CHECK_THROWS_AS(onset_detect(envelope, 8000, {.post_max = 0}), pya::ArgumentError);
    CHECK_THROWS_AS(onset_detect(envelope, 8000, {.delta = -1}), pya::ArgumentError);
}

TEST_CASE("onset_backtrack moves events back to the minimum before", "[dsp][rhythm]") {
    const std::vector<double> energy{3, 1, 1, 2, 5, 4, 4.5, 6};
    CHECK(onset_backtrack(Frames{0, 1, 2, 4, 6, 7, 20}, energy) == Frames{0, 0, 2, 2, 5, 5, 5});
    CHECK(onset_backtrack({}, energy).empty());
    CHECK(onset_backtrack(Frames{3}, std::vector<double>{}) == Frames{0});
    CHECK_THROWS_AS(onset_backtrack(Frames{-1}, energy), pya::ArgumentError);
}

TEST_CASE("peak_pick has the peaks of the reference", "[dsp][rhythm]") {
    CHECK(peak_pick(envelope,
                    {.pre_max = 4, .post_max = 3, .pre_avg = 10, .post_avg = 12, .delta = 0.01, .wait = 5}) ==
          reference::rhythm_peaks);
    CHECK(peak_pick(envelope, {.pre_max = 3.2,
                               .post_max = 2.1,
                               .pre_avg = 9.5,
                               .post_avg = 11.9,
                               .delta = 0.01,
                               .wait = 4.5}) == reference::rhythm_peaks);
}

TEST_CASE("peak_pick takes each value of a plateau unless it waits", "[dsp][rhythm]") {
    const std::vector<double> plateau{0, 2, 2, 2, 0, 0};
    CHECK(peak_pick(plateau) == Frames{1, 2, 3});
    CHECK(peak_pick(plateau, {.wait = 1}) == Frames{1, 3});
    CHECK(peak_pick({}).empty());
    CHECK(peak_pick(std::vector{1.}) == Frames{0});
}

TEST_CASE("peak_pick refuses options out of range", "[dsp][rhythm]") {
    CHECK_THROWS_AS(peak_pick(envelope, {.pre_max = -1}), pya::ArgumentError);
    CHECK_THROWS_AS(peak_pick(envelope, {.post_max = 0}), pya::ArgumentError);
    CHECK_THROWS_AS(peak_pick(envelope, {.pre_avg = not_a_number}), pya::ArgumentError);
    CHECK_THROWS_AS(peak_pick(envelope, {.post_avg = 1e300}), pya::ArgumentError);
    CHECK_THROWS_AS(peak_pick(envelope, {.delta = not_a_number}), pya::ArgumentError);
    CHECK_THROWS_AS(peak_pick(envelope, {.wait = -1}), pya::ArgumentError);
}

TEST_CASE("localmax and localmin are true at the first value of a plateau, and at an end that stands out",
          "[dsp][rhythm]") {
    const std::vector<double> x{2, 1, 3, 3, 0, 0, 5};
    CHECK(localmax(x) == std::vector<bool>{false, false, true, false, false, false, true});
    CHECK(localmin(x) == std::vector<bool>{false, true, false, false, true, false, false});
    CHECK(localmax({}).empty());
    CHECK(localmax(std::vector{1.}) == std::vector<bool>{false});
}
