// SPDX-License-Identifier: MIT
#include <pya/dsp/rate/resample.hpp>
#include <pya/error.hpp>

#include <cmath>
#include <limits>
#include <numbers>

#include "reference/interpolation.hpp"
#include "support/catch.hpp"

using Eigen::ArrayXd;
using Eigen::ArrayXXd;
using Eigen::ArrayXXf;
using Eigen::Index;
using pya::dsp::Interp;
using pya::dsp::resample;
using pya::dsp::resampled_length;

namespace {

constexpr double inf = std::numeric_limits<double>::infinity();
constexpr Interp all_kinds[] = {Interp::linear,       Interp::nearest,     Interp::nearest_up,
                                Interp::zero,         Interp::previous,    Interp::next,
                                Interp::slinear,      Interp::quadratic,   Interp::cubic,
                                Interp::sinc_fastest, Interp::sinc_medium, Interp::sinc_best};

ArrayXXd signal() {
    return Eigen::Map<const ArrayXd>(reference::signal.data(), static_cast<Index>(reference::signal.size()));
}

void check_kinds(const std::vector<reference::Kind>& expected, double target_sr, double rate) {
    for (const auto& [kind, values] : expected) {
        CAPTURE(static_cast<int>(kind));
        const ArrayXd want = Eigen::Map<const ArrayXd>(values.data(), static_cast<Index>(values.size()));
        const ArrayXXd got = resample<double>(signal(), 1000, target_sr, rate, kind);
        REQUIRE(got.rows() == want.size());
        CHECK((got.col(0) - want).abs().maxCoeff() < 1e-6); // scipy's linear takes differences in float32
        const ArrayXXf single = resample<float>(signal().cast<float>(), 1000, target_sr, rate, kind);
        CHECK((single.col(0).cast<double>() - want).abs().maxCoeff() < 1e-6);
    }
}

} // namespace

TEST_CASE("resampling upwards interpolates like scipy") { check_kinds(reference::signal_up, 2300, 1); }

TEST_CASE("resampling downwards at another speed interpolates like scipy") {
    check_kinds(reference::signal_down, 700, 1.3);
}

TEST_CASE("the length is exact where floating point would lose a sample") {
    for (Index n = 0; n < 2000; ++n) {
        CHECK(resampled_length(n, 44100, 44100) == n);
        CHECK(resampled_length(n, 44100, 48000) == n * 160 / 147);
        CHECK(resampled_length(n, 44100, 44100, 1.3) == n * 10 / 13);
        CHECK(resampled_length(n, 44100, 44100, 0.1) == n * 10);
        CHECK(resampled_length(n, 96000, 44100, 2) == n * 147 / 640);
    }
    CHECK(resampled_length(1'000'000'000'000, 44100, 48000) ==
          1'000'000'000'000 / 147 * 160 + 1'000'000'000'000 % 147 * 160 / 147);
    CHECK(resampled_length(1000, 44100, 44100, std::numbers::pi) == 318);
}

TEST_CASE("the own rate gives back the input bit for bit") {
    const ArrayXXf in = ArrayXXf::Random(101, 3);
    for (const Interp kind : all_kinds) {
        CHECK((resample<float>(in, 44100, 44100, 1, kind) == in).all());
        CHECK((resample<float>(in, 22050, 44100, 2, kind) == in).all());
        CHECK((resample<float>(in, 1 / 3., 1 / 3., 1, kind) == in).all());
    }
}

TEST_CASE("channels are independent of each other and of the storage they lie in") {
    const ArrayXXf in = ArrayXXf::Random(300, 5);
    for (const Interp kind : all_kinds) {
        const ArrayXXf together = resample<float>(in.middleCols(1, 3), 44100, 48000, 1, kind);
        for (Index c = 0; c < 3; ++c)
            CHECK((resample<float>(in.col(c + 1), 44100, 48000, 1, kind).col(0) == together.col(c)).all());
    }
}

TEST_CASE("long linear conversions lie on the straight lines between the samples") {
    const ArrayXXf in = ArrayXXf::Random(5000, 1);
    for (const double target_sr : {48000., 44100. * 44100 / 48000, 44100. * 7 / 8, 96000., 22050., 8000.}) {
        for (const Index samples : {5000, 1471, 37, 16, 2}) {
            const ArrayXXf got = resample<float>(in.topRows(samples), 44100, target_sr);
            for (Index i = 0; i < got.rows(); ++i) {
                const double at = static_cast<double>(i) * 44100 / target_sr;
                const auto left = std::min(static_cast<Index>(at), samples - 2);
                const double share = std::min(at - static_cast<double>(left), 1.);
                REQUIRE(got(i, 0) ==
                        Approx((1 - share) * in(left, 0) + share * in(left + 1, 0)).margin(2e-7));
            }
        }
    }
}

TEST_CASE("a NaN reaches only the lines it ends") {
    ArrayXXf in = ArrayXXf::Random(3000, 1);
    in(1000, 0) = std::numeric_limits<float>::quiet_NaN();
    const ArrayXXf got = resample<float>(in, 44100, 48000);
    for (Index i = 0; i < got.rows(); ++i) {
        const double at = static_cast<double>(i) * 147 / 160;
        CHECK(std::isnan(got(i, 0)) == (at > 999 && at < 1001));
    }
}

TEST_CASE("an irrational speed interpolates linearly at the exact times") {
    const Index n = 3000;
    const ArrayXXd ramp = ArrayXd::LinSpaced(n, 0, static_cast<double>(n - 1));
    for (const double rate :
         {std::numbers::pi, std::numbers::inv_pi, 1.0594630943592953, 1e-4 * std::numbers::pi}) {
        const ArrayXXd got = resample<double>(ramp.topRows(rate < 0.01 ? 20 : n), 1000, 1000, rate);
        const double last = static_cast<double>(rate < 0.01 ? 19 : n - 1);
        for (Index i = 0; i < got.rows(); ++i)
            REQUIRE(got(i, 0) == Approx(std::min(static_cast<double>(i) * rate, last)).margin(1e-9));
    }
}

TEST_CASE("after the time of the last sample the interpolating kinds hold it") {
    ArrayXXd in(4, 1);
    in << 1, 2, 3, 5;
    for (const Interp kind :
         {Interp::linear, Interp::nearest, Interp::next, Interp::previous, Interp::cubic}) {
        const ArrayXXd got = resample<double>(in, 10, 40, 1, kind);
        REQUIRE(got.rows() == 16);
        CHECK((got.bottomRows(4) - 5).abs().maxCoeff() < 1e-12);
    }
}

TEST_CASE("one sample is a constant for the interpolating kinds and nothing stays nothing") {
    for (const Interp kind : all_kinds) {
        const ArrayXXd one = resample<double>(ArrayXXd::Constant(1, 2, 0.5), 10, 40, 1, kind);
        REQUIRE(one.rows() == 4);
        if (!pya::dsp::is_sinc(kind)) CHECK((one == 0.5).all());
        CHECK(resample<double>(ArrayXXd(0, 2), 10, 40, 1, kind).rows() == 0);
        CHECK(resample<double>(ArrayXXd(3, 0), 10, 40, 1, Interp::linear).cols() == 0);
    }
}

TEST_CASE("resample names the argument it can't take and leaves the output alone") {
    const ArrayXXf in = ArrayXXf::Random(3, 1);
    for (const double bad : {0., -1., inf, std::nan("")}) {
        CHECK_THROWS_AS(resample<float>(in, bad, 48000), pya::ArgumentError);
        CHECK_THROWS_AS(resample<float>(in, 44100, bad), pya::ArgumentError);
        CHECK_THROWS_AS(resample<float>(in, 44100, 48000, bad), pya::ArgumentError);
    }
    CHECK_THROWS_AS(resample<float>(in, 44100, 48000, 1, Interp::cubic), pya::ArgumentError);
    CHECK_THROWS_AS(resample<float>(in.topRows(2), 44100, 48000, 1, Interp::quadratic), pya::ArgumentError);
    CHECK_THROWS_AS(resample<float>(ArrayXXf::Zero(20'000, 1), 44100, 4, 1, Interp::sinc_best),
                    pya::ArgumentError);
    ArrayXXf out = ArrayXXf::Constant(4, 1, 9);
    CHECK_THROWS_AS(resample<float>(in, out, 44100, 48000), pya::ArgumentError);
    CHECK((out == 9).all());
}
