// SPDX-License-Identifier: MIT
#include <pya/dsp/convolve/convolve.hpp>
#include <pya/dsp/iir/filter.hpp>
#include <pya/dsp/run_whole.hpp>

#include "support/catch.hpp"

#include <array>

using Eigen::ArrayXXf;
using pya::dsp::Convolver;
using pya::dsp::Index;
using pya::dsp::run_whole;

namespace {

/// A Processor whose only effect is a delay, with the tail of its impulse response.
Convolver<double> delay(Index samples, Index block) {
    Eigen::ArrayXd ir = Eigen::ArrayXd::Zero(samples + 1);
    ir[samples] = 1;
    return Convolver<double>(ir, 2, {.block = block});
}

} // namespace

TEST_CASE("a whole run takes the latency off and gives the tail that there is room for") {
    const Index block = GENERATE(1, 512, 4096, 5000), samples = GENERATE(0, 1, 700, 9000);
    const Index room = GENERATE(0, 5, 300);
    const Eigen::ArrayXXd x = Eigen::ArrayXXd::Random(samples, 2);
    Eigen::ArrayXXd y(samples + room, 2), want = Eigen::ArrayXXd::Zero(samples + room, 2);
    auto kernel = delay(3, block);
    run_whole<double>(kernel, x, y);
    const Index heard = std::max<Index>(0, std::min(samples, samples + room - 3));
    want.middleRows(std::min<Index>(3, samples + room), heard) = x.topRows(heard);
    CHECK(((y - want).abs() < 1e-14).all());
}

TEST_CASE("a whole run in place gives the bits of one out of place") {
    auto kernel = delay(0, 100);
    Eigen::ArrayXXd x = Eigen::ArrayXXd::Random(10000, 2), y(10000, 2);
    run_whole<double>(kernel, x, y);
    kernel.reset();
    run_whole<double>(kernel, x, x);
    CHECK((x == y).all());
}

TEST_CASE("a whole run of a filter without latency gives the bits of its block") {
    const auto sos = pya::dsp::iirfilter(std::array{0.1, 0.3}, {}).sos();
    pya::dsp::SosFilter filter(sos, 2);
    const ArrayXXf x = ArrayXXf::Random(9001, 2);
    ArrayXXf whole(9001, 2), blocks(9001, 2);
    run_whole<float>(filter, x, whole);
    filter.reset();
    filter.process(x, blocks);
    CHECK((whole == blocks).all());
}

TEST_CASE("a whole run refuses other channels than those of the signal and leaves the output alone") {
    auto kernel = delay(1, 16);
    const Eigen::ArrayXXd stereo = Eigen::ArrayXXd::Ones(10, 2), mono = Eigen::ArrayXXd::Ones(10, 1);
    Eigen::ArrayXXd out = Eigen::ArrayXXd::Constant(10, 1, 7);
    CHECK_THROWS_AS(run_whole<double>(kernel, stereo, out), pya::ArgumentError);
    CHECK_THROWS_AS(run_whole<double>(kernel, mono, out), pya::ArgumentError);
    CHECK((out == 7).all());
}
