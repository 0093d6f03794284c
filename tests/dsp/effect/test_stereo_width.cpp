// SPDX-License-Identifier: MIT
#include <pya/dsp/effect/stereo_width.hpp>
#include <pya/error.hpp>

#include "dsp/effect/effect_checks.hpp"

using pya::dsp::StereoWidth;

static_assert(pya::dsp::Processor<StereoWidth, float> && pya::dsp::Processor<StereoWidth, double>);

TEST_CASE("the width of a stereo sound changes the difference and not the sum") {
    const Eigen::ArrayXXf x = effects::white(100, 2, 1);
    for (const float width : {0.f, 0.5f, 2.f}) {
        Eigen::ArrayXXf y = x;
        StereoWidth(48000, width).process(x, y);
        CHECK((y.rowwise().sum() - x.rowwise().sum()).abs().maxCoeff() < 1e-6f);
        CHECK((y.col(0) - y.col(1) - width * (x.col(0) - x.col(1))).abs().maxCoeff() < 1e-6f);
    }
    Eigen::ArrayXXf y = x;
    StereoWidth(48000).process(x, y);
    CHECK((y == x).all());
}

TEST_CASE("any split into blocks gives the same bits of a stereo width") {
    effects::check_splits(StereoWidth(48000, 1.3));
}

TEST_CASE("a jump of a stereo width does not click") {
    // The channels of the test are equal, so one of them is turned down first.
    StereoWidth width(48000, 1);
    CHECK(effects::splatter(width, [&] { width.width.set(0); }) < -95);
    Eigen::ArrayXXd x = effects::sine(1000, 48000, 8000, 2);
    x.col(1) = 0;
    width.width.set(4);
    width.process(x, x);
    CHECK((x.col(0).tail(7999) - x.col(0).head(7999)).abs().maxCoeff() < 0.5 * 2.5 * 2 * 3.1416 / 48 * 1.1);
}

TEST_CASE("threads may turn a stereo width while it runs", "[threads]") {
    StereoWidth width(48000);
    effects::storm(width, 3, {[&](double x) { width.width.set(4 * x); }});
}

TEST_CASE("a stereo width refuses what can't be") {
    CHECK_THROWS_AS(StereoWidth(0), pya::ArgumentError);
    CHECK_THROWS_AS(StereoWidth(48000, -1), pya::ArgumentError);
    CHECK_THROWS_AS(StereoWidth(48000, NAN), pya::ArgumentError);
    StereoWidth width(48000, 2);
    CHECK_THROWS_AS(width.width.set(5), pya::ArgumentError);
    CHECK(width.width.get() == 2);
    Eigen::ArrayXXf x(10, 1);
    CHECK_THROWS_AS(width.process(x, x), pya::ArgumentError);
}
