// SPDX-License-Identifier: MIT
#include <pya/dsp/level/level.hpp>

#include <pya/error.hpp>

#include "support/catch.hpp"

#include <cmath>
#include <limits>
#include <vector>

using namespace pya::dsp;

namespace {

std::vector<float> ramp(int n) {
    std::vector<float> x;
    for (int i = 0; i < n; ++i) x.push_back(0.25f * static_cast<float>(i % 17) - 1.5f);
    return x;
}

} // namespace

TEST_CASE("mean and rms agree with a plain double sum at every length", "[level]") {
    for (const int n : {1, 2, 7, 8, 31, 32, 33, 100, 1001}) {
        const auto x = ramp(n);
        double sum = 0;
        double squares = 0;
        for (const float v : x) {
            sum += v;
            squares += static_cast<double>(v) * v;
        }
        CHECK(mean(x) == Approx(sum / n).epsilon(1e-13).margin(1e-15));
        CHECK(rms(x) == Approx(std::sqrt(squares / n)).epsilon(1e-13));
    }
}

TEST_CASE("sums of a long constant do not drift", "[level]") {
    const std::vector<float> x(5'000'000, 0.3f);
    CHECK(rms(x) == Approx(static_cast<double>(0.3f)).epsilon(1e-12));
    CHECK(mean(x) == Approx(static_cast<double>(0.3f)).epsilon(1e-12));
}

TEST_CASE("peak finds the largest magnitude wherever it is", "[level]") {
    for (const std::size_t n : {1u, 5u, 16u, 100u}) {
        for (std::size_t at = 0; at < n; ++at) {
            std::vector<float> x(n, 0.5f);
            x[at] = -0.75f;
            REQUIRE(peak(x) == 0.75f);
        }
    }
    CHECK(peak(std::vector<float>()) == 0);
}

TEST_CASE("NaN reaches peak mean and rms and infinity the peak", "[level]") {
    std::vector<float> x(40, 1.0f);
    x[20] = -std::numeric_limits<float>::infinity();
    CHECK(std::isinf(peak(x)));
    x[21] = std::numeric_limits<float>::quiet_NaN();
    CHECK(std::isnan(peak(x)));
    CHECK(std::isnan(mean(x)));
    CHECK(std::isnan(rms(x)));
}

TEST_CASE("mean and rms of nothing are NaN", "[level]") {
    CHECK(std::isnan(mean(std::vector<float>())));
    CHECK(std::isnan(rms(std::vector<float>())));
}

TEST_CASE("scaling in place equals scaling into another run", "[level]") {
    const auto x = ramp(77);
    std::vector<float> out(77);
    auto in_place = x;
    scale(x, 0.3f, out);
    scale(in_place, 0.3f, in_place);
    CHECK(out == in_place);
    CHECK(out[5] == x[5] * 0.3f);
    rescale(x, 0.125, 0.1, out);
    CHECK(out[5] == static_cast<float>((x[5] - 0.125) * 0.1));
}

TEST_CASE("mixing channels is a matrix product over blocks of any length", "[level]") {
    const Eigen::ArrayXXf in = Eigen::ArrayXXf::Random(1234, 3);
    Eigen::ArrayXXd gains(6, 3);
    gains << 0.5, 0.25, -1, 0, 1, 0, 0, 0, 0, 0, 0, -2, 0.5, -0.5, 0.25, 0.1, 0.3, 0.4;
    Eigen::ArrayXXf out(1234, 6);
    mix_channels(in, gains, out);
    const Eigen::ArrayXXf want =
        (in.matrix().cast<double>() * gains.matrix().transpose()).cast<float>().array();
    CHECK((out - want).abs().maxCoeff() <= 1e-7f);
}

TEST_CASE("a channel of gain 0 isn't heard, not even NaN", "[level]") {
    Eigen::ArrayXXf in = Eigen::ArrayXXf::Ones(50, 3);
    in.col(1).setConstant(std::numeric_limits<float>::quiet_NaN());
    Eigen::ArrayXXd gains(3, 3);
    gains << 1, 0, 2, 1, 1, 2, 3, 0, 0.5;
    Eigen::ArrayXXf out(50, 3);
    mix_channels(in, gains, out);
    CHECK((out.col(0) == 3).all());
    CHECK(out.col(1).isNaN().all());
    CHECK((out.col(2) == 3.5).all());
}

TEST_CASE("levels in double are those in float of the same samples", "[level]") {
    const Eigen::ArrayXXf x = Eigen::ArrayXXf::Random(1234, 3);
    const Eigen::ArrayXXd y = x.cast<double>();
    CHECK(peak(y) == static_cast<double>(peak(x)));
    CHECK(mean(y) == mean(x));
    CHECK(rms(y) == rms(x));
    Eigen::ArrayXXf small(1234, 3);
    Eigen::ArrayXXd wide(1234, 3);
    rescale(x, 0.3, 1.7, small);
    rescale(y, 0.3, 1.7, wide);
    CHECK((small == wide.cast<float>()).all());
    const Eigen::ArrayXXd gains = Eigen::ArrayXXd::Random(3, 3);
    mix_channels(x, gains, small);
    mix_channels(y, gains, wide);
    CHECK((small == wide.cast<float>()).all());
}

TEST_CASE("a level of several channels is that of all their samples", "[level]") {
    Eigen::ArrayXXf x(4, 2);
    x << 1, 2, 3, -4, 5, 6, 7, 8;
    CHECK(peak(x.topRows(2)) == 4);
    CHECK(mean(x) == 3.5);
    CHECK(rms(x.topRows(2)) == Approx(std::sqrt(30 / 4.0)));
}

TEST_CASE("outputs of another shape are refused and stay as they are", "[level]") {
    const std::vector<float> x(8, 1.f);
    std::vector<float> out(7, 5.f);
    CHECK_THROWS_AS(scale(x, 2.f, out), pya::ArgumentError);
    CHECK_THROWS_AS(add_scaled(x, 2.f, out), pya::ArgumentError);
    CHECK_THROWS_AS(rescale(x, 0, 2, out), pya::ArgumentError);
    CHECK_THROWS_AS(mix_channels(x, Eigen::ArrayXXd::Ones(1, 1), out), pya::ArgumentError);
    CHECK_THROWS_AS(mix_channels(x, Eigen::ArrayXXd::Ones(2, 1), out), pya::ArgumentError);
    CHECK(out == std::vector<float>(7, 5.f));
}
