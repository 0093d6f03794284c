// SPDX-License-Identifier: MIT
#include <pya/dsp/leaf/pan.hpp>

#include "support/catch.hpp"

#include <cmath>
#include <limits>

using pya::dsp::leaf::pan;
using pya::dsp::leaf::PanLaw;

namespace {

const PanLaw laws[] = {PanLaw::linear, PanLaw::minus_3, PanLaw::minus_4_5, PanLaw::minus_6};

} // namespace

TEST_CASE("powers of the -3 dB law and amplitudes of the linear and -6 dB laws sum up to 1") {
    for (double p = -1; p <= 1; p += 0.01) {
        CAPTURE(p);
        const auto power = pan(p, PanLaw::minus_3);
        CHECK(power.left * power.left + power.right * power.right == Approx(1));
        for (const PanLaw law : {PanLaw::linear, PanLaw::minus_6}) {
            const auto gains = pan(p, law);
            CHECK(gains.left + gains.right == Approx(1));
        }
        const auto loud = pan(p, PanLaw::minus_3), soft = pan(p, PanLaw::minus_6),
                   between = pan(p, PanLaw::minus_4_5);
        CHECK(between.left * between.left == Approx(loud.left * soft.left).margin(1e-15));
        CHECK(between.right * between.right == Approx(loud.right * soft.right).margin(1e-15));
    }
}

TEST_CASE("each law has its level in the middle") {
    const double levels[] = {-6.0206, -3.0103, -4.5154, -6.0206};
    for (int i = 0; i < 4; ++i) {
        const auto gains = pan(0., laws[i]);
        CHECK(20 * std::log10(gains.left) == Approx(levels[i]).margin(1e-4));
        CHECK(gains.left == Approx(gains.right));
    }
}

TEST_CASE("at the sides one loudspeaker is silent, and beyond nothing changes") {
    for (const PanLaw law : laws) {
        const auto left = pan(-1.f, law), right = pan(1.f, law), beyond = pan(7.f, law),
                   nan = pan(std::numeric_limits<float>::quiet_NaN(), law);
        CHECK(left.left == 1);
        CHECK(left.right == 0);
        CHECK(right.left == Approx(0).margin(1e-7));
        CHECK(right.right == 1);
        CHECK(beyond.left == right.left);
        CHECK(nan.left == left.left);
        CHECK(nan.right == left.right);
    }
}
