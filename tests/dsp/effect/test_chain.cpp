// SPDX-License-Identifier: MIT
#include <pya/dsp/effect/chain.hpp>
#include <pya/dsp/effect/compressor.hpp>
#include <pya/dsp/effect/expander.hpp>
#include <pya/dsp/effect/waveshaper.hpp>
#include <pya/dsp/leaf/one_pole.hpp>
#include <pya/dsp/loudness/limiter.hpp>
#include <pya/dsp/per_channel.hpp>
#include <pya/dsp/run_whole.hpp>
#include <pya/error.hpp>

#include "dsp/effect/effect_checks.hpp"

using namespace pya::literals;
using pya::dsp::Chain;
using pya::dsp::Compressor;
using pya::dsp::Gate;
using pya::dsp::Limiter;
using pya::dsp::Waveshaper;

static_assert(pya::dsp::Processor<Chain<Compressor, Gate>, float>);
static_assert(pya::dsp::Processor<Chain<Compressor, Gate>, double>);
static_assert(pya::dsp::Processor<Chain<Compressor, Limiter<float>>, float>);
static_assert(!pya::dsp::Processor<Chain<Compressor, Limiter<float>>, double>);

namespace {

auto chain_of_three() {
    return Chain{Compressor(48000, 2, {.threshold = -30_dB, .lookahead = 2_ms}),
                 Gate(48000, 2, {.threshold = -30_dB, .lookahead = 1_ms}), Limiter<float>(48000, 2)};
}

} // namespace

TEST_CASE("a chain does what its processors do one after another") {
    const Eigen::ArrayXXf x = effects::white(5000, 2, 0.9f);
    Eigen::ArrayXXf one = x, other = x;
    auto chain = chain_of_three();
    chain.process(x, one);
    auto parts = chain_of_three();
    parts.at<0>().process(other, other);
    parts.at<1>().process(other, other);
    parts.at<Limiter<float>>().process(other, other);
    CHECK((one == other).all());
}

TEST_CASE("the latencies and the tails of a chain add up") {
    auto chain = chain_of_three();
    const pya::dsp::Index limiter = Limiter<float>(48000, 2).latency();
    CHECK(chain.latency() == 96 + 48 + limiter);
    CHECK(chain.tail() == 0);
    CHECK(Chain{Waveshaper(48000), Waveshaper(48000)}.tail() == 2 * Waveshaper(48000).tail());
    CHECK(Chain{Gate(48000), pya::dsp::PerChannel(pya::dsp::leaf::OnePole<double>())}.tail() ==
          pya::dsp::endless);
}

TEST_CASE("any split into blocks gives the same bits of a chain") { effects::check_splits(chain_of_three()); }

TEST_CASE("a chain of chains is a chain") {
    Chain inner{Compressor(48000, 2), Gate(48000, 2)};
    Chain outer{inner, Limiter<float>(48000, 2)};
    CHECK(outer.sr() == 48000);
    CHECK(outer.channels() == 2);
    effects::check_splits(outer);
}

TEST_CASE("a chain without its latency is at the time of the signal") {
    Eigen::ArrayXXf x = effects::white(5000, 2, 0.001f), y(5000, 2);
    Chain chain{Compressor(48000, 2, {.lookahead = 5_ms}), Limiter<float>(48000, 2)};
    pya::dsp::run_whole<float>(chain, x, y);
    CHECK((x == y).all());
}

TEST_CASE("a copy of a chain has the same knobs and a past of its own") {
    Chain chain{Compressor(48000, 1, {.threshold = 0_dB, .attack = 0})};
    auto copy = chain;
    chain.at<0>().threshold.set(-40_dB);
    CHECK(copy.at<0>().threshold.get().value == -40);
}

TEST_CASE("a chain refuses processors that don't fit together, and blocks that don't fit") {
    CHECK_THROWS_AS((Chain{Compressor(48000, 2), Gate(44100, 2)}), pya::ArgumentError);
    CHECK_THROWS_AS((Chain{Compressor(48000, 2), Gate(48000, 1)}), pya::ArgumentError);
    Chain chain{Compressor(48000, 2), Gate(48000, 2)};
    Eigen::ArrayXXf x(10, 1), y(10, 2), z(9, 2);
    CHECK_THROWS_AS(chain.process(x, x), pya::ArgumentError);
    CHECK_THROWS_AS(chain.process(y, z), pya::ArgumentError);
}
