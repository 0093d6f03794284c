// SPDX-License-Identifier: MIT
#include <pya/dsp/level/fade.hpp>
#include <pya/error.hpp>

#include <cmath>
#include <vector>

#include "reference/interpolation.hpp"
#include "support/catch.hpp"

using Eigen::ArrayXXd;
using Eigen::ArrayXXf;
using Eigen::Index;
using pya::dsp::fade_in;
using pya::dsp::fade_out;

TEST_CASE("a fade has the ramp of numpy on every channel and leaves the rest alone") {
    ArrayXXf in = ArrayXXf::Ones(20, 3), out = in;
    fade_in<float>(in, 7, 1.7);
    fade_out<float>(out, 7, 1.7);
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
    fade_in<double>(in, n);
    fade_out<double>(out, n);
    CHECK(in(0, 0) == 0);
    CHECK(in(n - 1, 0) == 1);
    CHECK(out(0, 0) == 1);
    CHECK(out(n - 1, 0) == 0);
    CHECK((in.bottomRows(n - 1) > in.topRows(n - 1)).all());
    CHECK((in + out - 1).abs().maxCoeff() < 1e-15);
}

TEST_CASE("short fades are defined: none changes nothing and one silences the first sample only") {
    ArrayXXf x = ArrayXXf::Ones(4, 1);
    fade_in<float>(x, 0);
    fade_out<float>(x, 0);
    fade_out<float>(x, 1);
    CHECK((x == 1).all());
    fade_in<float>(x, 1);
    CHECK(x(0, 0) == 0);
    CHECK((x.bottomRows(3) == 1).all());
    ArrayXXf nothing(0, 2);
    fade_in<float>(nothing, 5);
    CHECK(nothing.size() == 0);
}

TEST_CASE("a fade longer than the signal takes all of it") {
    ArrayXXf x = ArrayXXf::Ones(5, 1), y = x;
    fade_in<float>(x, 900);
    fade_in<float>(y, 5);
    CHECK((x == y).all());
}

TEST_CASE("a fade names the argument it can't take and changes nothing") {
    ArrayXXf x = ArrayXXf::Ones(5, 1);
    CHECK_THROWS_AS(fade_in<float>(x, -1), pya::ArgumentError);
    CHECK_THROWS_AS(fade_out<float>(x, 3, -0.5), pya::ArgumentError);
    CHECK_THROWS_AS(fade_out<float>(x, 3, std::nan("")), pya::ArgumentError);
    CHECK((x == 1).all());
}
