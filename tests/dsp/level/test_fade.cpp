// SPDX-License-Identifier: MIT
#include <pya/dsp/level/fade.hpp>
#include <pya/error.hpp>

#include <cmath>
#include <limits>
#include <vector>

#include "reference/interpolation.hpp"
#include "support/catch.hpp"

using Eigen::ArrayXXd;
using Eigen::ArrayXXf;
using Eigen::Index;
using pya::dsp::Fade;
using pya::dsp::fade_in;
using pya::dsp::fade_out;

static_assert(pya::dsp::Processor<Fade, float> && pya::dsp::Processor<Fade, double>);

TEST_CASE("a fade has the ramp of numpy on every channel and leaves the rest alone") {
    ArrayXXf in = ArrayXXf::Ones(20, 3), out = in;
    fade_in(in, 7, 1.7);
    fade_out(out, 7, 1.7);
    for (Index c = 0; c < 3; ++c) {
        for (Index i = 0; i < 7; ++i) {
            CHECK(in(i, c) == Approx(reference::ramp_in[static_cast<std::size_t>(i)]).margin(1e-7));
            CHECK(out(13 + i, c) == Approx(reference::ramp_out[static_cast<std::size_t>(i)]).margin(1e-7));
        }
    }
    CHECK((in.bottomRows(13) == 1).all());
    CHECK((out.topRows(13) == 1).all());
}

TEST_CASE("a long fade ends at exactly 0 and 1 and rises steadily") {
    const Index n = 10'007;
    ArrayXXd in = ArrayXXd::Ones(n, 1), out = in;
    fade_in(in, n);
    fade_out(out, n);
    CHECK(in(0, 0) == 0);
    CHECK(in(n - 1, 0) == 1);
    CHECK(out(0, 0) == 1);
    CHECK(out(n - 1, 0) == 0);
    CHECK((in.bottomRows(n - 1) > in.topRows(n - 1)).all());
    CHECK((in + out - 1).abs().maxCoeff() < 1e-15);
}

TEST_CASE("short fades are defined: none changes nothing and one silences the first sample only") {
    ArrayXXf x = ArrayXXf::Ones(4, 1);
    fade_in(x, 0);
    fade_out(x, 0);
    fade_out(x, 1);
    CHECK((x == 1).all());
    fade_in(x, 1);
    CHECK(x(0, 0) == 0);
    CHECK((x.bottomRows(3) == 1).all());
    ArrayXXf nothing(0, 2);
    fade_in(nothing, 5);
    CHECK(nothing.size() == 0);
}

TEST_CASE("a fade longer than the signal takes all of it") {
    ArrayXXf x = ArrayXXf::Ones(5, 1), y = x;
    fade_in(x, 900);
    fade_in(y, 5);
    CHECK((x == y).all());
}

TEST_CASE("a fade names the argument it can't take and changes nothing") {
    ArrayXXf x = ArrayXXf::Ones(5, 1);
    CHECK_THROWS_AS(fade_in(x, -1), pya::ArgumentError);
    CHECK_THROWS_AS(fade_out(x, 3, -0.5), pya::ArgumentError);
    CHECK_THROWS_AS(fade_out(x, 3, std::nan("")), pya::ArgumentError);
    CHECK((x == 1).all());
}

TEST_CASE("a fade of a stream has the samples of the whole signal for any split") {
    const ArrayXXf x = ArrayXXf::Random(3000, 2);
    ArrayXXf in = x, out = x;
    fade_in(in, 1700, 1.7);
    fade_out(out, 1200, 0.5);
    Fade rise = Fade::in(1700, 1.7), fall = Fade::out(1800, 1200, 0.5);
    for (int round = 0; round < 2; ++round) {
        ArrayXXf risen(3000, 2), fallen(3000, 2);
        for (Index at = 0, size = 1; at < 3000; at += size, size = size * 7 % 613 + 1) {
            const Index n = std::min(size, 3000 - at);
            rise.process(x.middleRows(at, n), risen.middleRows(at, n));
            fall.process(x.middleRows(at, n), fallen.middleRows(at, n));
        }
        CHECK((risen == in).all());
        CHECK((fallen == out).all());
        rise.reset();
        fall.reset();
    }
}

TEST_CASE("after a fall there is silence") {
    ArrayXXf x = ArrayXXf::Ones(10, 1);
    Fade fade = Fade::out(2, 4);
    fade.process(x, x);
    CHECK((x.topRows(3) == 1).all());
    CHECK((x.bottomRows(5) == 0).all());
    CHECK_THROWS_AS(Fade::out(-1, 4), pya::ArgumentError);
    CHECK_THROWS_AS(Fade::out(1, std::numeric_limits<Index>::max()), pya::ArgumentError);
    ArrayXXf small(9, 1);
    CHECK_THROWS_AS(fade.process(x, small), pya::ArgumentError);
}
