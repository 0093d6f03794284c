// SPDX-License-Identifier: MIT
#include <pya/dsp/leaf/biquad.hpp>
#include <pya/dsp/leaf/dc_blocker.hpp>
#include <pya/dsp/leaf/xorshift.hpp>
#include <pya/dsp/per_channel.hpp>
#include <pya/error.hpp>

#include "support/catch.hpp"

#include <Eigen/Core>

namespace leaf = pya::dsp::leaf;
using pya::dsp::Block;
using pya::dsp::PerChannel;

static_assert(pya::dsp::Processor<PerChannel<leaf::Biquad<double>>, float>);
static_assert(pya::dsp::Processor<PerChannel<leaf::Biquad<double>>, double>);
static_assert(pya::dsp::Processor<PerChannel<leaf::DcBlocker<float>>, float>);

namespace {

const auto coefficients = leaf::BiquadCoefficients<double>::lowpass(1000, 2, 44100);

Eigen::ArrayXXf noise(Eigen::Index samples, Eigen::Index channels) {
    leaf::Xorshift random;
    return Eigen::ArrayXXf(samples, channels).unaryExpr([&](float) { return random.next() - 0.5f; });
}

} // namespace

TEST_CASE("each channel goes through a leaf of its own, in blocks of any length, also in place") {
    const Eigen::ArrayXXf x = noise(1000, 3);
    Eigen::ArrayXXf y = x;
    PerChannel filter(leaf::Biquad<double>(coefficients), 3);
    const Block<float> block(y);
    filter.process<float>(block.part(0, 1), block.part(0, 1));
    filter.process<float>(block.part(1, 600), block.part(1, 600));
    filter.process<float>(block.part(601, 0), block.part(601, 0));
    filter.process<float>(block.part(601, 399), block.part(601, 399));
    for (Eigen::Index c = 0; c < 3; ++c) {
        leaf::Biquad<double> alone(coefficients);
        for (Eigen::Index i = 0; i < x.rows(); ++i)
            if (y(i, c) != static_cast<float>(alone(static_cast<double>(x(i, c))))) FAIL("sample " << i);
    }
}

TEST_CASE("the leaf of one channel can be set by itself, and all begin anew") {
    PerChannel filter(leaf::Biquad<float>(), 2);
    filter[1].set({.b0 = 0.5f, .b1 = 1});
    const Eigen::ArrayXXf ones = Eigen::ArrayXXf::Ones(2, 2);
    Eigen::ArrayXXf y(2, 2);
    for (int again = 0; again < 2; ++again) {
        filter.process<float>(ones, y);
        CHECK(y(0, 0) == 1);
        CHECK(y(0, 1) == 0.5f);
        CHECK(y(1, 1) == 1.5f);
        filter.reset();
    }
}

TEST_CASE("blocks of another shape and no channels are refused") {
    PerChannel filter(leaf::Biquad<double>(coefficients), 2);
    const Eigen::ArrayXXf in = Eigen::ArrayXXf::Ones(8, 2), mono = Eigen::ArrayXXf::Ones(8, 1);
    Eigen::ArrayXXf out = Eigen::ArrayXXf::Zero(8, 2), shorter = Eigen::ArrayXXf::Zero(7, 2);
    CHECK_THROWS_AS(filter.process<float>(mono, out), pya::ArgumentError);
    CHECK_THROWS_AS(filter.process<float>(in, shorter), pya::ArgumentError);
    CHECK((out == 0).all());
    CHECK_THROWS_AS(PerChannel(leaf::Biquad<double>(), 0), pya::ArgumentError);
}
