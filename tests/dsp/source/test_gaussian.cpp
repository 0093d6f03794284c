// SPDX-License-Identifier: MIT
#include <pya/dsp/source/gaussian.hpp>
#include <pya/dsp/spectral/spectrum.hpp>

#include "reference/generators.hpp"
#include "support/catch.hpp"

#include <cmath>

using namespace pya::dsp;

static_assert(Source<GaussianNoise, float> && Source<GaussianNoise, double>);

TEST_CASE("gaussian noise has numpy's numbers after the same seed") {
    const Eigen::ArrayXXd noise = gaussian_noise<double>(100, 3, 7, 0.25);
    for (std::size_t i = 0; i < 300; ++i)
        CHECK(noise.data()[i] == Approx(reference::gaussian_7[i]).margin(1e-12));
    // The kernel writes all channels of a sample before the next one.
    Eigen::ArrayXXd rows(100, 3);
    GaussianNoise(7, 0.25).process(rows);
    CHECK(rows(1, 2) == noise.data()[5]);
}

TEST_CASE("any split into blocks gives the same gaussian noise") {
    GaussianNoise noise(3);
    Eigen::ArrayXXf whole(999, 2), parts(999, 2);
    noise.process(whole);
    noise.reset();
    for (Eigen::Index i = 0; i < 999; i += 37)
        noise.process(Block<float>(parts).part(i, std::min<Eigen::Index>(37, 999 - i)));
    CHECK((parts == whole).all());
}

TEST_CASE("gaussian noise has the standard deviation that is asked for, and no other shape") {
    const Eigen::ArrayXd x = gaussian_noise<double>(200'000, 1, 5, 2).col(0);
    CHECK(std::abs(x.mean()) < 0.02);
    CHECK(std::sqrt(x.square().mean()) == Approx(2).epsilon(0.01));
    CHECK((x.abs() < 2).cast<double>().mean() == Approx(0.6827).margin(0.005));
    CHECK((x.abs() < 4).cast<double>().mean() == Approx(0.9545).margin(0.003));
}

TEST_CASE("brown noise is the running sum of white noise, centred, with the peak that is asked for") {
    const Eigen::ArrayXXd noise = brown_noise<double>(300, 1, 7, 0.5);
    for (std::size_t i = 0; i < 300; ++i)
        CHECK(noise.data()[i] == Approx(reference::brown_7[i]).margin(1e-12));
    const Eigen::ArrayXXf two = brown_noise(5000, 2, 7, 0.5);
    CHECK(two.col(0).abs().maxCoeff() == Approx(0.5));
    CHECK(std::abs(two.col(1).cast<double>().mean()) < 1e-6);
    CHECK_FALSE((two.col(0) == two.col(1)).all());
}

TEST_CASE("noise of no and of one sample, and an amp that can't be") {
    CHECK(gaussian_noise(0, 2, 7).rows() == 0);
    CHECK(brown_noise(0, 2, 7).rows() == 0);
    CHECK(brown_noise(1, 1, 7)(0, 0) == 0);
    CHECK_THROWS_AS(gaussian_noise(9, 1, 7, HUGE_VAL), pya::ArgumentError);
    CHECK_THROWS_AS(brown_noise(9, 1, 7, HUGE_VAL), pya::ArgumentError);
    CHECK_THROWS_AS(gaussian_noise(-1, 1, 7), pya::ArgumentError);
    CHECK_THROWS_AS(brown_noise(1, -1, 7), pya::ArgumentError);
}
